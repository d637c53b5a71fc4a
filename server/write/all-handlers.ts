/** Every capability's handlers, for their effect: a command without a line here is unknown to the writer. */
import '../access/person.handlers.ts';
import '../access/role.handlers.ts';
import '../insight/saved_view/saved_view.handlers.ts';
import '../system/setting/setting.handlers.ts';
