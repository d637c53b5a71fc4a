/** Every capability's handlers, for their effect: a command without a line here is unknown to the writer. */
import '../system/setting/setting.handlers.ts';
