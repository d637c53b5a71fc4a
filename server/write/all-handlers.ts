/** Every capability's handlers, for their effect: a command without a line here is unknown to the writer. */
import '../access/person.handlers.ts';
import '../access/role.handlers.ts';
import '../access/team.handlers.ts';
import '../finance/invoice/invoice.handlers.ts';
import '../finance/receivable/receivable.handlers.ts';
import '../insight/saved_view/saved_view.handlers.ts';
import '../sales/customer/customer.handlers.ts';
import '../sales/price/master.handlers.ts';
import '../sales/price/price.handlers.ts';
import '../sales/product/product.handlers.ts';
import '../system/setting/setting.handlers.ts';
import '../warehouse/pick/pick.handlers.ts';
import '../warehouse/shipment/shipment.handlers.ts';
import '../warehouse/stock/stock.handlers.ts';
import '../warehouse/warehouse/warehouse.handlers.ts';
import '../sales/order/order.handlers.ts';
