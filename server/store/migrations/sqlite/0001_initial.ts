import { Migration } from '@mikro-orm/migrations';

export default class extends Migration {
  override up(): void {
    this.addSql(
      `create table \`address\` (\`id\` text not null primary key, \`customerId\` text not null default '', \`kind\` text not null default 'delivery', \`usual\` integer not null default 0, \`consignee\` text null, \`consigneeBlind\` text null, \`phone\` text null, \`phoneBlind\` text null, \`email\` text null, \`emailBlind\` text null, \`street\` text not null default '', \`streetBlind\` text null, \`city\` text null, \`postalCode\` text null, \`country\` text not null default '', \`instructions\` text null, \`instructionsBlind\` text null, \`sellerId\` text not null default '', \`teamId\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`address_customerId_index\` on \`address\` (\`customerId\`);`);
    this.addSql(`create index \`address_sellerId_index\` on \`address\` (\`sellerId\`);`);
    this.addSql(`create index \`address_consigneeBlind_index\` on \`address\` (\`consigneeBlind\`);`);
    this.addSql(`create index \`address_phoneBlind_index\` on \`address\` (\`phoneBlind\`);`);
    this.addSql(`create index \`address_emailBlind_index\` on \`address\` (\`emailBlind\`);`);
    this.addSql(`create index \`address_streetBlind_index\` on \`address\` (\`streetBlind\`);`);
    this.addSql(`create index \`address_instructionsBlind_index\` on \`address\` (\`instructionsBlind\`);`);
    this.addSql(
      `create table \`allocation\` (\`id\` text not null primary key, \`receiptId\` text not null default '', \`receiptNumber\` text not null default '', \`receivableId\` text null, \`invoiceNumber\` text null, \`orderId\` text not null default '', \`customerId\` text not null default '', \`allocatedAt\` integer not null default 0, \`currency\` text not null default '', \`allocated\` integer not null default 0, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`allocation_receiptId_index\` on \`allocation\` (\`receiptId\`);`);
    this.addSql(`create index \`allocation_receivableId_index\` on \`allocation\` (\`receivableId\`);`);
    this.addSql(`create index \`allocation_orderId_index\` on \`allocation\` (\`orderId\`);`);
    this.addSql(
      `create index \`allocation_customerId_receivableId_index\` on \`allocation\` (\`customerId\`, \`receivableId\`);`,
    );
    this.addSql(
      `create table \`board\` (\`id\` text not null primary key, \`ownerId\` text not null default '', \`name\` text not null default '', \`tiles\` text not null default 'null', \`filter\` text not null default 'null', \`shares\` text not null default 'null', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`board_ownerId_index\` on \`board\` (\`ownerId\`);`);
    this.addSql(
      `create table \`board_share\` (\`id\` text not null primary key, \`boardId\` text not null default '', \`ownerId\` text not null default '', \`withId\` text not null default '', \`name\` text not null default '', \`tiles\` text not null default 'null', \`filter\` text not null default 'null', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`board_share_withId_index\` on \`board_share\` (\`withId\`);`);
    this.addSql(`create index \`board_share_boardId_index\` on \`board_share\` (\`boardId\`);`);
    this.addSql(
      `create table \`board_start\` (\`id\` text not null primary key, \`ownerId\` text not null default '', \`boardId\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`board_start_boardId_index\` on \`board_start\` (\`boardId\`);`);
    this.addSql(`create unique index \`board_start_ownerId_unique\` on \`board_start\` (\`ownerId\`);`);
    this.addSql(
      `create table \`change_edit\` (\`id\` text not null primary key, \`requestId\` text not null default '', \`requesterId\` text not null default '', \`orderId\` text not null default '', \`position\` integer not null default 0, \`op\` text not null default 'head', \`outcome\` text not null default 'open', \`lineId\` text null, \`productId\` text null, \`sku\` text null, \`productName\` text null, \`free\` integer not null default 0, \`currency\` text not null default '', \`promisedOnFrom\` text null, \`promisedOnTo\` text null, \`externalNumberFrom\` text null, \`externalNumberTo\` text null, \`consigneeFrom\` text null, \`consigneeFromBlind\` text null, \`consigneeTo\` text null, \`consigneeToBlind\` text null, \`deliveryStreetFrom\` text null, \`deliveryStreetFromBlind\` text null, \`deliveryStreetTo\` text null, \`deliveryStreetToBlind\` text null, \`deliveryPhoneFrom\` text null, \`deliveryPhoneFromBlind\` text null, \`deliveryPhoneTo\` text null, \`deliveryPhoneToBlind\` text null, \`deliveryInstructionsFrom\` text null, \`deliveryInstructionsFromBlind\` text null, \`deliveryInstructionsTo\` text null, \`deliveryInstructionsToBlind\` text null, \`notesFrom\` text null, \`notesTo\` text null, \`discountFrom\` integer null, \`discountTo\` integer null, \`settlementFrom\` text null, \`settlementTo\` text null, \`quantityFrom\` integer null, \`quantityTo\` integer null, \`unitFrom\` text null, \`unitTo\` text null, \`unitPriceFrom\` integer null, \`unitPriceTo\` integer null, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`change_edit_orderId_index\` on \`change_edit\` (\`orderId\`);`);
    this.addSql(`create index \`change_edit_requestId_index\` on \`change_edit\` (\`requestId\`);`);
    this.addSql(`create index \`change_edit_consigneeFromBlind_index\` on \`change_edit\` (\`consigneeFromBlind\`);`);
    this.addSql(`create index \`change_edit_consigneeToBlind_index\` on \`change_edit\` (\`consigneeToBlind\`);`);
    this.addSql(
      `create index \`change_edit_deliveryStreetFromBlind_index\` on \`change_edit\` (\`deliveryStreetFromBlind\`);`,
    );
    this.addSql(
      `create index \`change_edit_deliveryStreetToBlind_index\` on \`change_edit\` (\`deliveryStreetToBlind\`);`,
    );
    this.addSql(
      `create index \`change_edit_deliveryPhoneFromBlind_index\` on \`change_edit\` (\`deliveryPhoneFromBlind\`);`,
    );
    this.addSql(
      `create index \`change_edit_deliveryPhoneToBlind_index\` on \`change_edit\` (\`deliveryPhoneToBlind\`);`,
    );
    this.addSql(
      `create index \`change_edit_deliveryInstructionsFromBlind_index\` on \`change_edit\` (\`deliveryInstructionsFromBlind\`);`,
    );
    this.addSql(
      `create index \`change_edit_deliveryInstructionsToBlind_index\` on \`change_edit\` (\`deliveryInstructionsToBlind\`);`,
    );
    this.addSql(
      `create table \`change_log\` (\`position\` integer not null primary key, \`at\` integer not null, \`actorId\` text not null, \`actorName\` text not null, \`command\` text not null, \`commandId\` text not null, \`noun\` text not null, \`rowId\` text not null, \`version\` integer not null, \`op\` text not null, \`old\` text null, \`row\` text null, \`why\` text null, \`aboutNoun\` text not null, \`aboutId\` text not null, \`forId\` text null, \`forName\` text null, \`hash\` text not null);`,
    );
    this.addSql(
      `create index \`change_log_aboutNoun_aboutId_position_index\` on \`change_log\` (\`aboutNoun\`, \`aboutId\`, \`position\`);`,
    );
    this.addSql(
      `create table \`change_request\` (\`id\` text not null primary key, \`orderId\` text not null default '', \`orderNumber\` text not null default '', \`customerName\` text not null default '', \`status\` text not null default 'requested', \`beyond\` text not null default 'null', \`requesterId\` text not null default '', \`requesterName\` text not null default '', \`askedAt\` integer not null default 0, \`expiresOn\` text not null default '', \`closedAt\` integer null, \`deciderId\` text null, \`deciderName\` text null, \`deciderForName\` text null, \`askedWhy\` text not null default '', \`decidedWhy\` text null, \`currency\` text not null default '', \`totalFrom\` integer not null default 0, \`totalTo\` integer not null default 0, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`change_request_orderId_index\` on \`change_request\` (\`orderId\`);`);
    this.addSql(
      `create index \`change_request_status_expiresOn_index\` on \`change_request\` (\`status\`, \`expiresOn\`);`,
    );
    this.addSql(
      `create table \`choice\` (\`id\` text not null primary key, \`list\` text not null default 'carrier', \`code\` text not null default '', \`name\` text not null default '', \`traditionalName\` text null, \`simplifiedName\` text null, \`countsAs\` text null, \`position\` integer not null default 0, \`active\` integer not null default 0, \`used\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`choice_list_code_unique\` on \`choice\` (\`list\`, \`code\`);`);
    this.addSql(
      `create table \`command_answer\` (\`personId\` text not null, \`id\` text not null, \`name\` text not null, \`digest\` text not null, \`answer\` text not null, \`at\` integer not null, primary key (\`personId\`, \`id\`));`,
    );
    this.addSql(`create index \`command_answer_at_index\` on \`command_answer\` (\`at\`);`);
    this.addSql(
      `create table \`comment\` (\`id\` text not null primary key, \`authorId\` text not null default '', \`at\` integer not null default 0, \`editedAt\` integer null, \`text\` text not null default '', \`textBlind\` text null, \`aboutNoun\` text not null default 'order', \`aboutId\` text not null default '', \`sellerId\` text null, \`teamId\` text null, \`warehouseId\` text null, \`absentId\` text null, \`deputyId\` text null, \`askedById\` text null, \`hostStatus\` text null, \`hostConfirmedAt\` integer null, \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create index \`comment_aboutNoun_aboutId_at_index\` on \`comment\` (\`aboutNoun\`, \`aboutId\`, \`at\`);`,
    );
    this.addSql(`create index \`comment_textBlind_index\` on \`comment\` (\`textBlind\`);`);
    this.addSql(
      `create table \`contact\` (\`id\` text not null primary key, \`customerId\` text not null default '', \`usual\` integer not null default 0, \`name\` text not null default '', \`nameBlind\` text null, \`position\` text null, \`phone\` text null, \`phoneBlind\` text null, \`email\` text null, \`emailBlind\` text null, \`languages\` text null, \`sellerId\` text not null default '', \`teamId\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`contact_customerId_index\` on \`contact\` (\`customerId\`);`);
    this.addSql(`create index \`contact_sellerId_index\` on \`contact\` (\`sellerId\`);`);
    this.addSql(`create index \`contact_nameBlind_index\` on \`contact\` (\`nameBlind\`);`);
    this.addSql(`create index \`contact_phoneBlind_index\` on \`contact\` (\`phoneBlind\`);`);
    this.addSql(`create index \`contact_emailBlind_index\` on \`contact\` (\`emailBlind\`);`);
    this.addSql(
      `create table \`credential\` (\`id\` text not null primary key, \`personId\` text not null default '', \`password\` text null, \`token\` text null, \`tokenUntil\` integer null, \`tokenById\` text null, \`letInById\` text null, \`letInAt\` integer null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`credential_token_index\` on \`credential\` (\`token\`);`);
    this.addSql(`create unique index \`credential_personId_unique\` on \`credential\` (\`personId\`);`);
    this.addSql(
      `create table \`customer\` (\`id\` text not null primary key, \`number\` text not null default '', \`name\` text not null default '', \`localName\` text null, \`country\` text not null default '', \`region\` text null, \`currency\` text not null default '', \`sellerId\` text not null default '', \`sellerName\` text not null default '', \`teamId\` text null, \`status\` text not null default 'active', \`language\` text null, \`taxNumber\` text null, \`settlement\` text not null default 'net', \`termsDays\` integer not null default 0, \`prepaymentShare\` integer not null default 0, \`priceListId\` text not null default '', \`contactName\` text null, \`contactNameBlind\` text null, \`phone\` text null, \`phoneBlind\` text null, \`email\` text null, \`emailBlind\` text null, \`billingStreet\` text null, \`billingStreetBlind\` text null, \`billingEmail\` text null, \`billingEmailBlind\` text null, \`consignee\` text null, \`consigneeBlind\` text null, \`deliveryStreet\` text null, \`deliveryStreetBlind\` text null, \`deliveryPhone\` text null, \`deliveryPhoneBlind\` text null, \`deliveryInstructions\` text null, \`deliveryInstructionsBlind\` text null, \`creditLimit\` integer null, \`exposure\` integer not null default 0, \`creditStatus\` text not null default 'ok', \`notes\` text null, \`nameKey\` text null, \`localKey\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`customer_sellerId_index\` on \`customer\` (\`sellerId\`);`);
    this.addSql(`create index \`customer_name_index\` on \`customer\` (\`name\`);`);
    this.addSql(`create index \`customer_nameKey_index\` on \`customer\` (\`nameKey\`);`);
    this.addSql(`create index \`customer_localKey_index\` on \`customer\` (\`localKey\`);`);
    this.addSql(`create index \`customer_taxNumber_index\` on \`customer\` (\`taxNumber\`);`);
    this.addSql(`create index \`customer_contactNameBlind_index\` on \`customer\` (\`contactNameBlind\`);`);
    this.addSql(`create index \`customer_phoneBlind_index\` on \`customer\` (\`phoneBlind\`);`);
    this.addSql(`create index \`customer_emailBlind_index\` on \`customer\` (\`emailBlind\`);`);
    this.addSql(`create index \`customer_billingStreetBlind_index\` on \`customer\` (\`billingStreetBlind\`);`);
    this.addSql(`create index \`customer_billingEmailBlind_index\` on \`customer\` (\`billingEmailBlind\`);`);
    this.addSql(`create index \`customer_consigneeBlind_index\` on \`customer\` (\`consigneeBlind\`);`);
    this.addSql(`create index \`customer_deliveryStreetBlind_index\` on \`customer\` (\`deliveryStreetBlind\`);`);
    this.addSql(`create index \`customer_deliveryPhoneBlind_index\` on \`customer\` (\`deliveryPhoneBlind\`);`);
    this.addSql(
      `create index \`customer_deliveryInstructionsBlind_index\` on \`customer\` (\`deliveryInstructionsBlind\`);`,
    );
    this.addSql(`create unique index \`customer_number_unique\` on \`customer\` (\`number\`);`);
    this.addSql(
      `create table \`deputy\` (\`id\` text not null primary key, \`absentId\` text not null default '', \`absentName\` text not null default '', \`deputyId\` text not null default '', \`deputyName\` text not null default '', \`startsOn\` text not null default '', \`endsOn\` text not null default '', \`status\` text not null default 'proposed', \`reason\` text not null default '', \`namedById\` text not null default '', \`namedByName\` text not null default '', \`namedAt\` integer not null default 0, \`confirmedById\` text null, \`confirmedByName\` text null, \`endedAt\` integer null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`deputy_deputyId_status_index\` on \`deputy\` (\`deputyId\`, \`status\`);`);
    this.addSql(`create index \`deputy_absentId_status_index\` on \`deputy\` (\`absentId\`, \`status\`);`);
    this.addSql(`create index \`deputy_status_endsOn_index\` on \`deputy\` (\`status\`, \`endsOn\`);`);
    this.addSql(
      `create table \`expected_receipt\` (\`id\` text not null primary key, \`productId\` text not null default '', \`sku\` text not null default '', \`productName\` text not null default '', \`warehouseId\` text not null default '', \`warehouseCode\` text not null default '', \`expectedOn\` text not null default '', \`status\` text not null default 'open', \`quantity\` integer not null default 0, \`received\` integer not null default 0, \`reference\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create index \`expected_receipt_productId_warehouseId_status_index\` on \`expected_receipt\` (\`productId\`, \`warehouseId\`, \`status\`);`,
    );
    this.addSql(
      `create index \`expected_receipt_status_expectedOn_index\` on \`expected_receipt\` (\`status\`, \`expectedOn\`);`,
    );
    this.addSql(
      `create table \`export_log\` (\`id\` text not null primary key, \`personId\` text not null default '', \`personName\` text not null default '', \`exportedAt\` integer not null default 0, \`on\` text not null default '', \`format\` text not null default 'csv', \`fields\` text not null default 'null', \`query\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create table \`figure_head\` (\`measure\` text not null primary key, \`position\` integer not null, \`shape\` text not null);`,
    );
    this.addSql(
      `create table \`figure_sum\` (\`measure\` text not null, \`day\` text not null, \`tuple\` integer not null, \`value\` integer not null, \`rows\` integer not null, primary key (\`measure\`, \`day\`, \`tuple\`));`,
    );
    this.addSql(
      `create table \`figure_tuple\` (\`id\` integer not null primary key, \`measure\` text not null, \`cells\` text not null);`,
    );
    this.addSql(
      `create table \`import_report\` (\`id\` text not null primary key, \`runId\` text not null default '', \`documents\` text not null default 'null', \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`import_report_runId_unique\` on \`import_report\` (\`runId\`);`);
    this.addSql(
      `create table \`import_run\` (\`id\` text not null primary key, \`personId\` text not null default '', \`personName\` text not null default '', \`of\` text not null default 'orders', \`fileName\` text not null default '', \`startedAt\` integer not null default 0, \`endedAt\` integer null, \`status\` text not null default 'running', \`reason\` text null, \`total\` integer not null default 0, \`checked\` integer not null default 0, \`done\` integer not null default 0, \`added\` integer not null default 0, \`changed\` integer not null default 0, \`already\` integer not null default 0, \`waiting\` integer not null default 0, \`refused\` integer not null default 0, \`orders\` integer not null default 0, \`signature\` text not null default '', \`choices\` text not null default 'null', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create index \`import_run_signature_startedAt_index\` on \`import_run\` (\`signature\`, \`startedAt\`);`,
    );
    this.addSql(`create index \`import_run_of_startedAt_index\` on \`import_run\` (\`of\`, \`startedAt\`);`);
    this.addSql(
      `create table \`invoice\` (\`id\` text not null primary key, \`number\` text null, \`orderId\` text not null default '', \`orderNumber\` text not null default '', \`customerId\` text not null default '', \`customerName\` text not null default '', \`status\` text not null default 'issued', \`issuedOn\` text not null default '', \`postedOn\` text not null default '', \`dueOn\` text not null default '', \`currency\` text not null default '', \`rate\` integer not null default 0, \`net\` integer not null default 0, \`tax\` integer not null default 0, \`total\` integer not null default 0, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`invoice_orderId_index\` on \`invoice\` (\`orderId\`);`);
    this.addSql(`create index \`invoice_customerId_index\` on \`invoice\` (\`customerId\`);`);
    this.addSql(`create index \`invoice_issuedOn_index\` on \`invoice\` (\`issuedOn\`);`);
    this.addSql(`create unique index \`invoice_number_unique\` on \`invoice\` (\`number\`);`);
    this.addSql(
      `create table \`invoice_line\` (\`id\` text not null primary key, \`invoiceId\` text not null default '', \`orderId\` text not null default '', \`lineId\` text not null default '', \`sku\` text not null default '', \`productName\` text not null default '', \`quantity\` integer not null default 0, \`unitPrice\` integer not null default 0, \`discount\` integer not null default 0, \`taxCode\` text not null default '', \`taxRate\` integer not null default 0, \`net\` integer not null default 0, \`tax\` integer not null default 0, \`total\` integer not null default 0, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`invoice_line_invoiceId_index\` on \`invoice_line\` (\`invoiceId\`);`);
    this.addSql(`create index \`invoice_line_lineId_index\` on \`invoice_line\` (\`lineId\`);`);
    this.addSql(`create index \`invoice_line_orderId_index\` on \`invoice_line\` (\`orderId\`);`);
    this.addSql(
      `create table \`location\` (\`id\` text not null primary key, \`warehouseId\` text not null default '', \`code\` text not null default '', \`sequence\` integer not null default 0, \`purpose\` text not null default 'shelf', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create unique index \`location_warehouseId_code_unique\` on \`location\` (\`warehouseId\`, \`code\`);`,
    );
    this.addSql(
      `create table \`log_head\` (\`id\` integer not null primary key, \`position\` integer not null, \`hash\` text not null);`,
    );
    this.addSql(`create table \`log_reader\` (\`name\` text not null primary key, \`position\` integer not null);`);
    this.addSql(
      `create table \`log_secret\` (\`position\` integer not null, \`side\` text not null, \`field\` text not null, \`salt\` text not null, \`sealed\` text not null, primary key (\`position\`, \`side\`, \`field\`));`,
    );
    this.addSql(
      `create table \`mail\` (\`id\` text not null primary key, \`personId\` text not null default '', \`kind\` text not null default 'mention', \`state\` text not null default 'waiting', \`at\` integer not null default 0, \`dueAt\` integer not null default 0, \`attempts\` integer not null default 0, \`reason\` text null, \`code\` integer null, \`settledAt\` integer null, \`newsId\` text null, \`since\` integer null, \`holder\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`mail_state_dueAt_index\` on \`mail\` (\`state\`, \`dueAt\`);`);
    this.addSql(`create index \`mail_at_index\` on \`mail\` (\`at\`);`);
    this.addSql(`create index \`mail_personId_index\` on \`mail\` (\`personId\`);`);
    this.addSql(
      `create table \`mail_choice\` (\`id\` text not null primary key, \`personId\` text not null default '', \`mentions\` integer not null default 0, \`digest\` text not null default 'none', \`hour\` integer not null default 0, \`weekday\` integer not null default 0, \`nextOn\` text null, \`toldUntil\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`mail_choice_nextOn_hour_index\` on \`mail_choice\` (\`nextOn\`, \`hour\`);`);
    this.addSql(`create unique index \`mail_choice_personId_unique\` on \`mail_choice\` (\`personId\`);`);
    this.addSql(
      `create table \`notification\` (\`id\` text not null primary key, \`personId\` text not null default '', \`kind\` text not null default 'mentioned', \`partId\` text null, \`byId\` text null, \`at\` integer not null default 0, \`readAt\` integer null, \`aboutNoun\` text not null default 'order', \`aboutId\` text not null default '', \`sellerId\` text null, \`teamId\` text null, \`warehouseId\` text null, \`absentId\` text null, \`deputyId\` text null, \`askedById\` text null, \`hostStatus\` text null, \`hostConfirmedAt\` integer null, \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create index \`notification_personId_readAt_at_index\` on \`notification\` (\`personId\`, \`readAt\`, \`at\`);`,
    );
    this.addSql(
      `create index \`notification_aboutNoun_aboutId_index\` on \`notification\` (\`aboutNoun\`, \`aboutId\`);`,
    );
    this.addSql(`create index \`notification_partId_index\` on \`notification\` (\`partId\`);`);
    this.addSql(`create index \`notification_at_index\` on \`notification\` (\`at\`);`);
    this.addSql(
      `create table \`number_series\` (\`id\` text not null primary key, \`series\` text not null default '', \`period\` text not null default '', \`last\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create unique index \`number_series_series_period_unique\` on \`number_series\` (\`series\`, \`period\`);`,
    );
    this.addSql(
      `create table \`occasion\` (\`id\` text not null primary key, \`day\` text not null default '', \`text\` text not null default '', \`authorId\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`occasion_day_index\` on \`occasion\` (\`day\`);`);
    this.addSql(
      `create table \`order_draft\` (\`id\` text not null primary key, \`personId\` text not null default '', \`orderId\` text not null default '', \`customerId\` text null, \`lineCount\` integer not null default 0, \`keptAt\` integer not null default 0, \`content\` text not null default '', \`contentBlind\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`order_draft_contentBlind_index\` on \`order_draft\` (\`contentBlind\`);`);
    this.addSql(
      `create unique index \`order_draft_personId_orderId_unique\` on \`order_draft\` (\`personId\`, \`orderId\`);`,
    );
    this.addSql(
      `create table \`order_hold\` (\`id\` text not null primary key, \`orderId\` text not null default '', \`orderNumber\` text not null default '', \`customerId\` text not null default '', \`customerName\` text not null default '', \`kind\` text not null default 'credit', \`releasedBy\` text not null default 'finance', \`status\` text not null default 'open', \`openedAt\` integer not null default 0, \`openedById\` text null, \`closedAt\` integer null, \`closedName\` text null, \`closedForName\` text null, \`excess\` integer null, \`reason\` text null, \`reasonId\` text null, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`order_hold_orderId_index\` on \`order_hold\` (\`orderId\`);`);
    this.addSql(`create index \`order_hold_status_kind_index\` on \`order_hold\` (\`status\`, \`kind\`);`);
    this.addSql(`create index \`order_hold_customerId_status_index\` on \`order_hold\` (\`customerId\`, \`status\`);`);
    this.addSql(
      `create table \`package\` (\`id\` text not null primary key, \`orderId\` text not null default '', \`orderNumber\` text not null default '', \`number\` integer not null default 0, \`status\` text not null default 'packed', \`weight\` integer null, \`pieces\` integer not null default 0, \`packedAt\` integer not null default 0, \`packedName\` text not null default '', \`shipmentId\` text null, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`package_orderId_index\` on \`package\` (\`orderId\`);`);
    this.addSql(`create index \`package_warehouseId_status_index\` on \`package\` (\`warehouseId\`, \`status\`);`);
    this.addSql(
      `create table \`part_number\` (\`id\` text not null primary key, \`customerId\` text not null default '', \`productId\` text not null default '', \`sku\` text not null default '', \`code\` text not null default '', \`sellerId\` text not null default '', \`teamId\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`part_number_sellerId_index\` on \`part_number\` (\`sellerId\`);`);
    this.addSql(`create index \`part_number_productId_index\` on \`part_number\` (\`productId\`);`);
    this.addSql(
      `create unique index \`part_number_customerId_productId_unique\` on \`part_number\` (\`customerId\`, \`productId\`);`,
    );
    this.addSql(
      `create unique index \`part_number_customerId_code_unique\` on \`part_number\` (\`customerId\`, \`code\`);`,
    );
    this.addSql(
      `create table \`payment_term\` (\`id\` text not null primary key, \`code\` text not null default '', \`name\` text not null default '', \`traditionalName\` text null, \`simplifiedName\` text null, \`settlement\` text not null default 'net', \`termsDays\` integer not null default 0, \`prepaymentShare\` integer not null default 0, \`position\` integer not null default 0, \`active\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`payment_term_code_unique\` on \`payment_term\` (\`code\`);`);
    this.addSql(
      `create table \`person\` (\`id\` text not null primary key, \`name\` text not null default '', \`status\` text not null default 'invited', \`teamId\` text null, \`email\` text not null default '', \`roleIds\` text not null default 'null', \`warehouseIds\` text not null default 'null', \`language\` text not null default 'en', \`discountAuthority\` integer not null default 0, \`secondUntil\` integer null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`person_email_unique\` on \`person\` (\`email\`);`);
    this.addSql(
      `create table \`pick\` (\`id\` text not null primary key, \`orderId\` text not null default '', \`orderNumber\` text not null default '', \`customerName\` text not null default '', \`promisedOn\` text null, \`held\` integer not null default 0, \`lineId\` text not null default '', \`productId\` text not null default '', \`sku\` text not null default '', \`productName\` text not null default '', \`barcode\` text null, \`stockId\` text not null default '', \`locationId\` text not null default '', \`locationCode\` text not null default '', \`sequence\` integer not null default 0, \`reservedAt\` integer not null default 0, \`status\` text not null default 'reserved', \`quantity\` integer not null default 0, \`picked\` integer not null default 0, \`shortReason\` text null, \`shortReasonId\` text null, \`claimedBy\` text null, \`claimedName\` text null, \`claimedAt\` integer null, \`pickedAt\` integer null, \`packageId\` text null, \`shipmentId\` text null, \`unitCost\` integer null, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`pick_orderId_index\` on \`pick\` (\`orderId\`);`);
    this.addSql(`create index \`pick_lineId_index\` on \`pick\` (\`lineId\`);`);
    this.addSql(`create index \`pick_stockId_status_index\` on \`pick\` (\`stockId\`, \`status\`);`);
    this.addSql(
      `create index \`pick_warehouseId_status_promisedOn_index\` on \`pick\` (\`warehouseId\`, \`status\`, \`promisedOn\`);`,
    );
    this.addSql(`create index \`pick_pickedAt_index\` on \`pick\` (\`pickedAt\`);`);
    this.addSql(
      `create table \`price\` (\`id\` text not null primary key, \`priceListId\` text not null default '', \`productId\` text not null default '', \`listCode\` text not null default '', \`sku\` text not null default '', \`currency\` text not null default '', \`minQuantity\` integer not null default 0, \`validFrom\` text not null default '', \`validTo\` text null, \`unitPrice\` integer not null default 0, \`minPrice\` integer null, \`changeId\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`price_productId_priceListId_index\` on \`price\` (\`productId\`, \`priceListId\`);`);
    this.addSql(`create index \`price_sku_index\` on \`price\` (\`sku\`);`);
    this.addSql(`create index \`price_changeId_index\` on \`price\` (\`changeId\`);`);
    this.addSql(
      `create table \`price_change\` (\`id\` text not null primary key, \`priceListId\` text not null default '', \`listCode\` text not null default '', \`currency\` text not null default '', \`validFrom\` text not null default '', \`status\` text not null default 'standing', \`percent\` integer null, \`amount\` integer null, \`step\` integer null, \`rounding\` text not null default 'nearest', \`least\` text not null default 'keep', \`which\` text null, \`note\` text null, \`prices\` integer not null default 0, \`madeAt\` integer not null default 0, \`madeName\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create index \`price_change_priceListId_validFrom_index\` on \`price_change\` (\`priceListId\`, \`validFrom\`);`,
    );
    this.addSql(
      `create table \`price_list\` (\`id\` text not null primary key, \`code\` text not null default '', \`name\` text not null default '', \`traditionalName\` text null, \`simplifiedName\` text null, \`currency\` text not null default '', \`includesTax\` integer not null default 0, \`usual\` integer not null default 0, \`active\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`price_list_code_unique\` on \`price_list\` (\`code\`);`);
    this.addSql(
      `create table \`product\` (\`id\` text not null primary key, \`sku\` text not null default '', \`name\` text not null default '', \`localName\` text null, \`specification\` text null, \`family\` text null, \`traits\` text null, \`traitWords\` text null, \`category\` text null, \`barcode\` text null, \`baseUnit\` text not null default '', \`nature\` text not null default 'goods', \`status\` text not null default 'active', \`taxCode\` text not null default '', \`weight\` integer null, \`lowStock\` integer null, \`pictureMark\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`product_barcode_index\` on \`product\` (\`barcode\`);`);
    this.addSql(`create index \`product_family_index\` on \`product\` (\`family\`);`);
    this.addSql(`create unique index \`product_sku_unique\` on \`product\` (\`sku\`);`);
    this.addSql(
      `create table \`product_picture\` (\`id\` text not null primary key, \`productId\` text not null default '', \`size\` text not null default 'small', \`type\` text not null default 'png', \`width\` integer not null default 0, \`height\` integer not null default 0, \`content\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create unique index \`product_picture_productId_size_unique\` on \`product_picture\` (\`productId\`, \`size\`);`,
    );
    this.addSql(
      `create table \`product_unit\` (\`id\` text not null primary key, \`productId\` text not null default '', \`code\` text not null default '', \`factor\` integer not null default 0, \`barcode\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`product_unit_barcode_index\` on \`product_unit\` (\`barcode\`);`);
    this.addSql(
      `create unique index \`product_unit_productId_code_unique\` on \`product_unit\` (\`productId\`, \`code\`);`,
    );
    this.addSql(
      `create table \`quote\` (\`id\` text not null primary key, \`orderId\` text not null default '', \`number\` text not null default '', \`revision\` integer not null default 0, \`status\` text not null default 'open', \`customerId\` text not null default '', \`customerName\` text not null default '', \`sellerName\` text not null default '', \`currency\` text not null default '', \`externalNumber\` text null, \`promisedOn\` text null, \`offeredOn\` text not null default '', \`offeredAt\` integer not null default 0, \`validUntil\` text not null default '', \`sentAt\` integer null, \`sentName\` text null, \`closedAt\` integer null, \`settlement\` text not null default 'net', \`termsDays\` integer not null default 0, \`prepaymentShare\` integer not null default 0, \`priceIncludesTax\` integer not null default 0, \`lineCount\` integer not null default 0, \`discount\` integer not null default 0, \`net\` integer not null default 0, \`tax\` integer not null default 0, \`total\` integer not null default 0, \`lines\` text not null default 'null', \`listPrices\` text not null default 'null', \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`quote_orderId_index\` on \`quote\` (\`orderId\`);`);
    this.addSql(`create index \`quote_status_validUntil_index\` on \`quote\` (\`status\`, \`validUntil\`);`);
    this.addSql(`create unique index \`quote_number_unique\` on \`quote\` (\`number\`);`);
    this.addSql(
      `create table \`receipt\` (\`id\` text not null primary key, \`number\` text not null default '', \`customerId\` text not null default '', \`customerName\` text not null default '', \`receivedOn\` text not null default '', \`postedOn\` text not null default '', \`status\` text not null default 'open', \`method\` text not null default 'transfer', \`currency\` text not null default '', \`rate\` integer not null default 0, \`received\` integer not null default 0, \`unallocated\` integer not null default 0, \`reference\` text null, \`referenceBlind\` text null, \`sellerId\` text not null default '', \`teamId\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`receipt_customerId_status_index\` on \`receipt\` (\`customerId\`, \`status\`);`);
    this.addSql(`create index \`receipt_referenceBlind_index\` on \`receipt\` (\`referenceBlind\`);`);
    this.addSql(`create unique index \`receipt_number_unique\` on \`receipt\` (\`number\`);`);
    this.addSql(
      `create table \`receivable\` (\`id\` text not null primary key, \`invoiceId\` text not null default '', \`invoiceNumber\` text not null default '', \`orderId\` text not null default '', \`orderNumber\` text not null default '', \`customerId\` text not null default '', \`customerName\` text not null default '', \`status\` text not null default 'open', \`dueOn\` text not null default '', \`bucket\` text not null default 'current', \`overdue\` integer not null default 0, \`currency\` text not null default '', \`rate\` integer not null default 0, \`original\` integer not null default 0, \`open\` integer not null default 0, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`receivable_customerId_status_index\` on \`receivable\` (\`customerId\`, \`status\`);`);
    this.addSql(`create index \`receivable_status_dueOn_index\` on \`receivable\` (\`status\`, \`dueOn\`);`);
    this.addSql(`create index \`receivable_orderId_index\` on \`receivable\` (\`orderId\`);`);
    this.addSql(`create index \`receivable_invoiceId_index\` on \`receivable\` (\`invoiceId\`);`);
    this.addSql(
      `create table \`role\` (\`id\` text not null primary key, \`code\` text not null default '', \`name\` text not null default '', \`home\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`role_code_unique\` on \`role\` (\`code\`);`);
    this.addSql(
      `create table \`role_change\` (\`id\` text not null primary key, \`kind\` text not null default 'role', \`subjectId\` text not null default '', \`subjectName\` text not null default '', \`status\` text not null default 'waiting', \`widens\` text not null default 'null', \`before\` text not null default 'null', \`after\` text not null default 'null', \`askedById\` text not null default '', \`askedByName\` text not null default '', \`askedAt\` integer not null default 0, \`askedWhy\` text null, \`expiresOn\` text not null default '', \`closedAt\` integer null, \`deciderId\` text null, \`deciderName\` text null, \`decidedWhy\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`role_change_kind_subjectId_index\` on \`role_change\` (\`kind\`, \`subjectId\`);`);
    this.addSql(`create index \`role_change_status_expiresOn_index\` on \`role_change\` (\`status\`, \`expiresOn\`);`);
    this.addSql(
      `create table \`role_rule\` (\`id\` text not null primary key, \`roleId\` text not null default '', \`on\` text not null default '', \`may\` text not null default '', \`scope\` text not null default 'all', \`when\` text not null default 'null', \`groups\` text not null default 'null', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`role_rule_roleId_index\` on \`role_rule\` (\`roleId\`);`);
    this.addSql(
      `create table \`sales_order\` (\`id\` text not null primary key, \`number\` text not null default '', \`status\` text not null default 'quote', \`customerId\` text not null default '', \`customerName\` text not null default '', \`sellerId\` text not null default '', \`sellerName\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`warehouseCode\` text not null default '', \`currency\` text not null default '', \`source\` text not null default 'desk', \`externalNumber\` text null, \`orderedOn\` text not null default '', \`promisedOn\` text null, \`submittedAt\` integer null, \`confirmedAt\` integer null, \`completedAt\` integer null, \`cancelledAt\` integer null, \`cancelReason\` text null, \`cancelReasonId\` text null, \`revision\` integer not null default 0, \`validUntil\` text null, \`lineCount\` integer not null default 0, \`openHolds\` integer not null default 0, \`fulfilment\` text not null default 'unreserved', \`billing\` text not null default 'uninvoiced', \`payment\` text not null default 'unpaid', \`settlement\` text not null default 'net', \`termsDays\` integer not null default 0, \`prepaymentShare\` integer not null default 0, \`reviewed\` integer not null default 0, \`priceIncludesTax\` integer not null default 0, \`discount\` integer not null default 0, \`net\` integer not null default 0, \`tax\` integer not null default 0, \`total\` integer not null default 0, \`agreedTotal\` integer null, \`invoicedTotal\` integer not null default 0, \`paidTotal\` integer not null default 0, \`rate\` integer not null default 0, \`cost\` integer null, \`margin\` integer null, \`collect\` integer null, \`consignee\` text null, \`consigneeBlind\` text null, \`deliveryStreet\` text null, \`deliveryStreetBlind\` text null, \`deliveryPhone\` text null, \`deliveryPhoneBlind\` text null, \`deliveryInstructions\` text null, \`deliveryInstructionsBlind\` text null, \`notes\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create index \`sales_order_customerId_billing_status_currency_tot_ec48fb201b58\` on \`sales_order\` (\`customerId\`, \`billing\`, \`status\`, \`currency\`, \`total\`, \`invoicedTotal\`);`,
    );
    this.addSql(`create index \`sales_order_sellerId_number_index\` on \`sales_order\` (\`sellerId\`, \`number\`);`);
    this.addSql(
      `create index \`sales_order_warehouseId_status_index\` on \`sales_order\` (\`warehouseId\`, \`status\`);`,
    );
    this.addSql(`create index \`sales_order_status_number_index\` on \`sales_order\` (\`status\`, \`number\`);`);
    this.addSql(`create index \`sales_order_externalNumber_index\` on \`sales_order\` (\`externalNumber\`);`);
    this.addSql(`create index \`sales_order_promisedOn_index\` on \`sales_order\` (\`promisedOn\`);`);
    this.addSql(
      `create index \`sales_order_status_submittedAt_index\` on \`sales_order\` (\`status\`, \`submittedAt\`);`,
    );
    this.addSql(`create index \`sales_order_cancelledAt_index\` on \`sales_order\` (\`cancelledAt\`);`);
    this.addSql(`create index \`sales_order_consigneeBlind_index\` on \`sales_order\` (\`consigneeBlind\`);`);
    this.addSql(`create index \`sales_order_deliveryStreetBlind_index\` on \`sales_order\` (\`deliveryStreetBlind\`);`);
    this.addSql(`create index \`sales_order_deliveryPhoneBlind_index\` on \`sales_order\` (\`deliveryPhoneBlind\`);`);
    this.addSql(
      `create index \`sales_order_deliveryInstructionsBlind_index\` on \`sales_order\` (\`deliveryInstructionsBlind\`);`,
    );
    this.addSql(`create unique index \`sales_order_number_unique\` on \`sales_order\` (\`number\`);`);
    this.addSql(
      `create table \`sales_order_line\` (\`id\` text not null primary key, \`orderId\` text not null default '', \`position\` integer not null default 0, \`productId\` text not null default '', \`sku\` text not null default '', \`productName\` text not null default '', \`nature\` text not null default 'goods', \`quantity\` integer not null default 0, \`unit\` text not null default '', \`unitFactor\` integer not null default 0, \`reserved\` integer not null default 0, \`picked\` integer not null default 0, \`packed\` integer not null default 0, \`shipped\` integer not null default 0, \`closed\` integer not null default 0, \`fulfilment\` text not null default 'unreserved', \`backorderedAt\` integer null, \`pickedAt\` integer null, \`invoiced\` integer not null default 0, \`free\` integer not null default 0, \`freeAs\` text null, \`unitPrice\` integer not null default 0, \`discount\` integer not null default 0, \`taxCode\` text not null default '', \`taxRate\` integer not null default 0, \`net\` integer not null default 0, \`tax\` integer not null default 0, \`total\` integer not null default 0, \`cost\` integer null, \`margin\` integer null, \`customerId\` text not null default '', \`currency\` text not null default '', \`rate\` integer not null default 0, \`submittedAt\` integer null, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create index \`sales_order_line_orderId_productId_index\` on \`sales_order_line\` (\`orderId\`, \`productId\`);`,
    );
    this.addSql(
      `create index \`sales_order_line_productId_fulfilment_orderId_index\` on \`sales_order_line\` (\`productId\`, \`fulfilment\`, \`orderId\`);`,
    );
    this.addSql(
      `create index \`sales_order_line_customerId_productId_submittedAt_index\` on \`sales_order_line\` (\`customerId\`, \`productId\`, \`submittedAt\`);`,
    );
    this.addSql(`create index \`sales_order_line_submittedAt_index\` on \`sales_order_line\` (\`submittedAt\`);`);
    this.addSql(`create index \`sales_order_line_pickedAt_index\` on \`sales_order_line\` (\`pickedAt\`);`);
    this.addSql(
      `create index "sales_order_line_productId_orderId_marks" on "sales_order_line" ((CASE WHEN length(unhex(substr("productId", 29, 8))) = 4 THEN substr("productId", 29, 8) ELSE '00000000' END), (CASE WHEN length(unhex(substr("orderId", 29, 8))) = 4 THEN substr("orderId", 29, 8) ELSE '00000000' END));`,
    );
    this.addSql(
      `create table \`saved_view\` (\`id\` text not null primary key, \`ownerId\` text not null default '', \`on\` text not null default '', \`name\` text not null default '', \`query\` text not null default '', \`shares\` text not null default 'null', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`saved_view_ownerId_index\` on \`saved_view\` (\`ownerId\`);`);
    this.addSql(
      `create table \`saved_view_share\` (\`id\` text not null primary key, \`viewId\` text not null default '', \`ownerId\` text not null default '', \`withId\` text not null default '', \`on\` text not null default '', \`name\` text not null default '', \`query\` text not null default '', \`asks\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`saved_view_share_withId_index\` on \`saved_view_share\` (\`withId\`);`);
    this.addSql(`create index \`saved_view_share_viewId_index\` on \`saved_view_share\` (\`viewId\`);`);
    this.addSql(
      `create table \`search_word\` (\`noun\` text not null, \`word\` text not null, \`fieldGroup\` text not null, \`at\` text not null, \`rowId\` text not null, primary key (\`noun\`, \`word\`, \`fieldGroup\`, \`at\`, \`rowId\`)) without rowid;`,
    );
    this.addSql(
      `create index \`search_word_rowId_word_fieldGroup_noun_index\` on \`search_word\` (\`rowId\`, \`word\`, \`fieldGroup\`, \`noun\`);`,
    );
    this.addSql(
      `create table \`session\` (\`id\` text not null primary key, \`personId\` text not null default '', \`secret\` text not null default '', \`startedAt\` integer not null default 0, \`seenAt\` integer not null default 0, \`until\` integer not null default 0, \`agent\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`session_personId_index\` on \`session\` (\`personId\`);`);
    this.addSql(`create index \`session_secret_index\` on \`session\` (\`secret\`);`);
    this.addSql(
      `create table \`setting\` (\`id\` text not null primary key, \`key\` text not null default '', \`value\` text not null default 'null', \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`setting_key_unique\` on \`setting\` (\`key\`);`);
    this.addSql(
      `create table \`shipment\` (\`id\` text not null primary key, \`number\` text not null default '', \`orderId\` text not null default '', \`orderNumber\` text not null default '', \`customerId\` text not null default '', \`customerName\` text not null default '', \`status\` text not null default 'shipped', \`shippedOn\` text not null default '', \`shippedAt\` integer not null default 0, \`promisedOn\` text null, \`onTime\` integer not null default 0, \`completes\` integer not null default 0, \`deliveredAt\` integer null, \`carrier\` text null, \`carrierId\` text null, \`tracking\` text null, \`packages\` integer not null default 0, \`pieces\` integer not null default 0, \`billed\` text not null default 'open', \`collect\` integer null, \`consignee\` text null, \`consigneeBlind\` text null, \`deliveryStreet\` text null, \`deliveryStreetBlind\` text null, \`deliveryPhone\` text null, \`deliveryPhoneBlind\` text null, \`deliveryInstructions\` text null, \`deliveryInstructionsBlind\` text null, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`shipment_orderId_index\` on \`shipment\` (\`orderId\`);`);
    this.addSql(`create index \`shipment_billed_customerId_index\` on \`shipment\` (\`billed\`, \`customerId\`);`);
    this.addSql(`create index \`shipment_consigneeBlind_index\` on \`shipment\` (\`consigneeBlind\`);`);
    this.addSql(`create index \`shipment_deliveryStreetBlind_index\` on \`shipment\` (\`deliveryStreetBlind\`);`);
    this.addSql(`create index \`shipment_deliveryPhoneBlind_index\` on \`shipment\` (\`deliveryPhoneBlind\`);`);
    this.addSql(
      `create index \`shipment_deliveryInstructionsBlind_index\` on \`shipment\` (\`deliveryInstructionsBlind\`);`,
    );
    this.addSql(`create unique index \`shipment_number_unique\` on \`shipment\` (\`number\`);`);
    this.addSql(
      `create table \`shipment_line\` (\`id\` text not null primary key, \`shipmentId\` text not null default '', \`orderId\` text not null default '', \`lineId\` text not null default '', \`sku\` text not null default '', \`productName\` text not null default '', \`quantity\` integer not null default 0, \`shippedOn\` text not null default '', \`unitCost\` integer null, \`sellerId\` text not null default '', \`teamId\` text null, \`warehouseId\` text not null default '', \`orderStatus\` text not null default 'quote', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`shipment_line_shipmentId_index\` on \`shipment_line\` (\`shipmentId\`);`);
    this.addSql(`create index \`shipment_line_orderId_index\` on \`shipment_line\` (\`orderId\`);`);
    this.addSql(
      `create table \`stock\` (\`id\` text not null primary key, \`productId\` text not null default '', \`sku\` text not null default '', \`productName\` text not null default '', \`warehouseId\` text not null default '', \`warehouseCode\` text not null default '', \`locationId\` text not null default '', \`locationCode\` text not null default '', \`lot\` text null, \`expiresOn\` text null, \`sequence\` integer not null default 0, \`onHand\` integer not null default 0, \`reserved\` integer not null default 0, \`available\` integer not null default 0, \`low\` integer not null default 0, \`unitCost\` integer not null default 0, \`value\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`stock_productId_warehouseId_index\` on \`stock\` (\`productId\`, \`warehouseId\`);`);
    this.addSql(`create index \`stock_sku_index\` on \`stock\` (\`sku\`);`);
    this.addSql(
      `create unique index "stock_productId_locationId_lot_unique" on "stock" ("productId", "locationId", coalesce("lot", ''));`,
    );
    this.addSql(
      `create table \`stock_movement\` (\`id\` text not null primary key, \`productId\` text not null default '', \`sku\` text not null default '', \`productName\` text not null default '', \`warehouseId\` text not null default '', \`warehouseCode\` text not null default '', \`locationId\` text not null default '', \`locationCode\` text not null default '', \`lot\` text null, \`expiresOn\` text null, \`stockId\` text not null default '', \`kind\` text not null default 'receive', \`movedAt\` integer not null default 0, \`movedName\` text not null default '', \`orderId\` text null, \`quantity\` integer not null default 0, \`reason\` text null, \`reasonId\` text null, \`unitCost\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`stock_movement_stockId_index\` on \`stock_movement\` (\`stockId\`);`);
    this.addSql(`create index \`stock_movement_movedAt_index\` on \`stock_movement\` (\`movedAt\`);`);
    this.addSql(
      `create table \`target\` (\`id\` text not null primary key, \`measure\` text not null default '', \`startsOn\` text not null default '', \`amount\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`target_measure_startsOn_unique\` on \`target\` (\`measure\`, \`startsOn\`);`);
    this.addSql(
      `create table \`tax_code\` (\`id\` text not null primary key, \`code\` text not null default '', \`name\` text not null default '', \`traditionalName\` text null, \`simplifiedName\` text null, \`rate\` integer not null default 0, \`active\` integer not null default 0, \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`tax_code_code_unique\` on \`tax_code\` (\`code\`);`);
    this.addSql(
      `create table \`team\` (\`id\` text not null primary key, \`name\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create table \`viewing\` (\`id\` text not null primary key, \`personId\` text not null default '', \`sessionId\` text not null default '', \`asPersonId\` text null, \`asRoleId\` text null, \`status\` text not null default 'open', \`since\` integer not null default 0, \`until\` integer not null default 0, \`endedAt\` integer null, \`ended\` text null, \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`viewing_status_index\` on \`viewing\` (\`status\`);`);
    this.addSql(
      `create table \`wall\` (\`id\` text not null primary key, \`name\` text not null default '', \`status\` text not null default 'paired', \`scenes\` text not null default 'null', \`language\` text not null default 'en', \`theme\` text not null default 'dark', \`pace\` integer not null default 0, \`warehouseId\` text null, \`pairedAt\` integer not null default 0, \`roleId\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(
      `create table \`wall_device\` (\`id\` text not null primary key, \`code\` text null, \`secret\` text not null default '', \`wallId\` text null, \`askedAt\` integer not null default 0, \`until\` integer not null default 0, \`seenAt\` integer not null default 0, \`build\` text null, \`agent\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(`create index \`wall_device_code_index\` on \`wall_device\` (\`code\`);`);
    this.addSql(`create index \`wall_device_wallId_index\` on \`wall_device\` (\`wallId\`);`);
    this.addSql(
      `create table \`warehouse\` (\`id\` text not null primary key, \`code\` text not null default '', \`name\` text not null default '', \`version\` integer not null default 1);`,
    );
    this.addSql(`create unique index \`warehouse_code_unique\` on \`warehouse\` (\`code\`);`);
  }
}
