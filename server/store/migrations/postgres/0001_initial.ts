import { Migration } from '@mikro-orm/migrations';

export default class extends Migration {
  override up(): void {
    this.addSql(
      `create table "address" ("id" text collate "C" not null, "customerId" text collate "C" not null default '', "kind" text collate "C" not null default 'delivery', "usual" bigint not null default '0', "consignee" text collate "C" null, "consigneeBlind" text collate "C" null, "phone" text collate "C" null, "phoneBlind" text collate "C" null, "email" text collate "C" null, "emailBlind" text collate "C" null, "street" text collate "C" not null default '', "streetBlind" text collate "C" null, "city" text collate "C" null, "postalCode" text collate "C" null, "country" text collate "C" not null default '', "instructions" text collate "C" null, "instructionsBlind" text collate "C" null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "address_customerId_index" on "address" ("customerId");`);
    this.addSql(`create index "address_sellerId_index" on "address" ("sellerId");`);
    this.addSql(`create index "address_consigneeBlind_index" on "address" ("consigneeBlind");`);
    this.addSql(`create index "address_phoneBlind_index" on "address" ("phoneBlind");`);
    this.addSql(`create index "address_emailBlind_index" on "address" ("emailBlind");`);
    this.addSql(`create index "address_streetBlind_index" on "address" ("streetBlind");`);
    this.addSql(`create index "address_instructionsBlind_index" on "address" ("instructionsBlind");`);
    this.addSql(
      `create table "allocation" ("id" text collate "C" not null, "receiptId" text collate "C" not null default '', "receiptNumber" text collate "C" not null default '', "receivableId" text collate "C" null, "invoiceNumber" text collate "C" null, "orderId" text collate "C" not null default '', "customerId" text collate "C" not null default '', "allocatedAt" bigint not null default '0', "currency" text collate "C" not null default '', "allocated" bigint not null default '0', "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "allocation_receiptId_index" on "allocation" ("receiptId");`);
    this.addSql(`create index "allocation_receivableId_index" on "allocation" ("receivableId");`);
    this.addSql(`create index "allocation_orderId_index" on "allocation" ("orderId");`);
    this.addSql(
      `create index "allocation_customerId_receivableId_index" on "allocation" ("customerId", "receivableId");`,
    );
    this.addSql(
      `create table "board" ("id" text collate "C" not null, "ownerId" text collate "C" not null default '', "name" text collate "C" not null default '', "tiles" text collate "C" not null default 'null', "filter" text collate "C" not null default 'null', "shares" text collate "C" not null default 'null', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "board_ownerId_index" on "board" ("ownerId");`);
    this.addSql(
      `create table "board_share" ("id" text collate "C" not null, "boardId" text collate "C" not null default '', "ownerId" text collate "C" not null default '', "withId" text collate "C" not null default '', "name" text collate "C" not null default '', "tiles" text collate "C" not null default 'null', "filter" text collate "C" not null default 'null', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "board_share_withId_index" on "board_share" ("withId");`);
    this.addSql(`create index "board_share_boardId_index" on "board_share" ("boardId");`);
    this.addSql(
      `create table "board_start" ("id" text collate "C" not null, "ownerId" text collate "C" not null default '', "boardId" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "board_start_boardId_index" on "board_start" ("boardId");`);
    this.addSql(`alter table "board_start" add constraint "board_start_ownerId_unique" unique ("ownerId");`);
    this.addSql(
      `create table "change_edit" ("id" text collate "C" not null, "requestId" text collate "C" not null default '', "requesterId" text collate "C" not null default '', "orderId" text collate "C" not null default '', "position" bigint not null default '0', "op" text collate "C" not null default 'head', "outcome" text collate "C" not null default 'open', "lineId" text collate "C" null, "productId" text collate "C" null, "sku" text collate "C" null, "productName" text collate "C" null, "free" bigint not null default '0', "currency" text collate "C" not null default '', "promisedOnFrom" text collate "C" null, "promisedOnTo" text collate "C" null, "externalNumberFrom" text collate "C" null, "externalNumberTo" text collate "C" null, "consigneeFrom" text collate "C" null, "consigneeFromBlind" text collate "C" null, "consigneeTo" text collate "C" null, "consigneeToBlind" text collate "C" null, "deliveryStreetFrom" text collate "C" null, "deliveryStreetFromBlind" text collate "C" null, "deliveryStreetTo" text collate "C" null, "deliveryStreetToBlind" text collate "C" null, "deliveryPhoneFrom" text collate "C" null, "deliveryPhoneFromBlind" text collate "C" null, "deliveryPhoneTo" text collate "C" null, "deliveryPhoneToBlind" text collate "C" null, "deliveryInstructionsFrom" text collate "C" null, "deliveryInstructionsFromBlind" text collate "C" null, "deliveryInstructionsTo" text collate "C" null, "deliveryInstructionsToBlind" text collate "C" null, "notesFrom" text collate "C" null, "notesTo" text collate "C" null, "discountFrom" bigint null, "discountTo" bigint null, "settlementFrom" text collate "C" null, "settlementTo" text collate "C" null, "quantityFrom" bigint null, "quantityTo" bigint null, "unitFrom" text collate "C" null, "unitTo" text collate "C" null, "unitPriceFrom" bigint null, "unitPriceTo" bigint null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "change_edit_orderId_index" on "change_edit" ("orderId");`);
    this.addSql(`create index "change_edit_requestId_index" on "change_edit" ("requestId");`);
    this.addSql(`create index "change_edit_consigneeFromBlind_index" on "change_edit" ("consigneeFromBlind");`);
    this.addSql(`create index "change_edit_consigneeToBlind_index" on "change_edit" ("consigneeToBlind");`);
    this.addSql(
      `create index "change_edit_deliveryStreetFromBlind_index" on "change_edit" ("deliveryStreetFromBlind");`,
    );
    this.addSql(`create index "change_edit_deliveryStreetToBlind_index" on "change_edit" ("deliveryStreetToBlind");`);
    this.addSql(`create index "change_edit_deliveryPhoneFromBlind_index" on "change_edit" ("deliveryPhoneFromBlind");`);
    this.addSql(`create index "change_edit_deliveryPhoneToBlind_index" on "change_edit" ("deliveryPhoneToBlind");`);
    this.addSql(
      `create index "change_edit_deliveryInstructionsFromBlind_index" on "change_edit" ("deliveryInstructionsFromBlind");`,
    );
    this.addSql(
      `create index "change_edit_deliveryInstructionsToBlind_index" on "change_edit" ("deliveryInstructionsToBlind");`,
    );
    this.addSql(
      `create table "change_log" ("position" bigint not null, "at" bigint not null, "actorId" text collate "C" not null, "actorName" text collate "C" not null, "command" text collate "C" not null, "commandId" text collate "C" not null, "noun" text collate "C" not null, "rowId" text collate "C" not null, "version" bigint not null, "op" text collate "C" not null, "old" text collate "C" null, "row" text collate "C" null, "why" text collate "C" null, "aboutNoun" text collate "C" not null, "aboutId" text collate "C" not null, "forId" text collate "C" null, "forName" text collate "C" null, "hash" text collate "C" not null, primary key ("position"));`,
    );
    this.addSql(
      `create index "change_log_aboutNoun_aboutId_position_index" on "change_log" ("aboutNoun", "aboutId", "position");`,
    );
    this.addSql(
      `create table "change_request" ("id" text collate "C" not null, "orderId" text collate "C" not null default '', "orderNumber" text collate "C" not null default '', "customerName" text collate "C" not null default '', "status" text collate "C" not null default 'requested', "beyond" text collate "C" not null default 'null', "requesterId" text collate "C" not null default '', "requesterName" text collate "C" not null default '', "askedAt" bigint not null default '0', "expiresOn" text collate "C" not null default '', "closedAt" bigint null, "deciderId" text collate "C" null, "deciderName" text collate "C" null, "deciderForName" text collate "C" null, "askedWhy" text collate "C" not null default '', "decidedWhy" text collate "C" null, "currency" text collate "C" not null default '', "totalFrom" bigint not null default '0', "totalTo" bigint not null default '0', "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "change_request_orderId_index" on "change_request" ("orderId");`);
    this.addSql(`create index "change_request_status_expiresOn_index" on "change_request" ("status", "expiresOn");`);
    this.addSql(
      `create table "choice" ("id" text collate "C" not null, "list" text collate "C" not null default 'carrier', "code" text collate "C" not null default '', "name" text collate "C" not null default '', "traditionalName" text collate "C" null, "simplifiedName" text collate "C" null, "countsAs" text collate "C" null, "position" bigint not null default '0', "active" bigint not null default '0', "used" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "choice" add constraint "choice_list_code_unique" unique ("list", "code");`);
    this.addSql(
      `create table "command_answer" ("personId" text collate "C" not null, "id" text collate "C" not null, "name" text collate "C" not null, "digest" text collate "C" not null, "answer" text collate "C" not null, "at" bigint not null, primary key ("personId", "id"));`,
    );
    this.addSql(`create index "command_answer_at_index" on "command_answer" ("at");`);
    this.addSql(
      `create table "comment" ("id" text collate "C" not null, "authorId" text collate "C" not null default '', "at" bigint not null default '0', "editedAt" bigint null, "text" text collate "C" not null default '', "textBlind" text collate "C" null, "aboutNoun" text collate "C" not null default 'order', "aboutId" text collate "C" not null default '', "sellerId" text collate "C" null, "teamId" text collate "C" null, "warehouseId" text collate "C" null, "absentId" text collate "C" null, "deputyId" text collate "C" null, "askedById" text collate "C" null, "hostStatus" text collate "C" null, "hostConfirmedAt" bigint null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "comment_aboutNoun_aboutId_at_index" on "comment" ("aboutNoun", "aboutId", "at");`);
    this.addSql(`create index "comment_textBlind_index" on "comment" ("textBlind");`);
    this.addSql(
      `create table "contact" ("id" text collate "C" not null, "customerId" text collate "C" not null default '', "usual" bigint not null default '0', "name" text collate "C" not null default '', "nameBlind" text collate "C" null, "position" text collate "C" null, "phone" text collate "C" null, "phoneBlind" text collate "C" null, "email" text collate "C" null, "emailBlind" text collate "C" null, "languages" text collate "C" null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "contact_customerId_index" on "contact" ("customerId");`);
    this.addSql(`create index "contact_sellerId_index" on "contact" ("sellerId");`);
    this.addSql(`create index "contact_nameBlind_index" on "contact" ("nameBlind");`);
    this.addSql(`create index "contact_phoneBlind_index" on "contact" ("phoneBlind");`);
    this.addSql(`create index "contact_emailBlind_index" on "contact" ("emailBlind");`);
    this.addSql(
      `create table "credential" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "password" text collate "C" null, "token" text collate "C" null, "tokenUntil" bigint null, "tokenById" text collate "C" null, "letInById" text collate "C" null, "letInAt" bigint null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "credential_token_index" on "credential" ("token");`);
    this.addSql(`alter table "credential" add constraint "credential_personId_unique" unique ("personId");`);
    this.addSql(
      `create table "customer" ("id" text collate "C" not null, "number" text collate "C" not null default '', "name" text collate "C" not null default '', "localName" text collate "C" null, "country" text collate "C" not null default '', "region" text collate "C" null, "currency" text collate "C" not null default '', "sellerId" text collate "C" not null default '', "sellerName" text collate "C" not null default '', "teamId" text collate "C" null, "status" text collate "C" not null default 'active', "language" text collate "C" null, "taxNumber" text collate "C" null, "settlement" text collate "C" not null default 'net', "termsDays" bigint not null default '0', "prepaymentShare" bigint not null default '0', "priceListId" text collate "C" not null default '', "contactName" text collate "C" null, "contactNameBlind" text collate "C" null, "phone" text collate "C" null, "phoneBlind" text collate "C" null, "email" text collate "C" null, "emailBlind" text collate "C" null, "billingStreet" text collate "C" null, "billingStreetBlind" text collate "C" null, "billingEmail" text collate "C" null, "billingEmailBlind" text collate "C" null, "consignee" text collate "C" null, "consigneeBlind" text collate "C" null, "deliveryStreet" text collate "C" null, "deliveryStreetBlind" text collate "C" null, "deliveryPhone" text collate "C" null, "deliveryPhoneBlind" text collate "C" null, "deliveryInstructions" text collate "C" null, "deliveryInstructionsBlind" text collate "C" null, "creditLimit" bigint null, "exposure" bigint not null default '0', "creditStatus" text collate "C" not null default 'ok', "notes" text collate "C" null, "nameKey" text collate "C" null, "localKey" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "customer_sellerId_index" on "customer" ("sellerId");`);
    this.addSql(`create index "customer_name_index" on "customer" ("name");`);
    this.addSql(`create index "customer_nameKey_index" on "customer" ("nameKey");`);
    this.addSql(`create index "customer_localKey_index" on "customer" ("localKey");`);
    this.addSql(`create index "customer_taxNumber_index" on "customer" ("taxNumber");`);
    this.addSql(`create index "customer_contactNameBlind_index" on "customer" ("contactNameBlind");`);
    this.addSql(`create index "customer_phoneBlind_index" on "customer" ("phoneBlind");`);
    this.addSql(`create index "customer_emailBlind_index" on "customer" ("emailBlind");`);
    this.addSql(`create index "customer_billingStreetBlind_index" on "customer" ("billingStreetBlind");`);
    this.addSql(`create index "customer_billingEmailBlind_index" on "customer" ("billingEmailBlind");`);
    this.addSql(`create index "customer_consigneeBlind_index" on "customer" ("consigneeBlind");`);
    this.addSql(`create index "customer_deliveryStreetBlind_index" on "customer" ("deliveryStreetBlind");`);
    this.addSql(`create index "customer_deliveryPhoneBlind_index" on "customer" ("deliveryPhoneBlind");`);
    this.addSql(`create index "customer_deliveryInstructionsBlind_index" on "customer" ("deliveryInstructionsBlind");`);
    this.addSql(`alter table "customer" add constraint "customer_number_unique" unique ("number");`);
    this.addSql(
      `create table "deputy" ("id" text collate "C" not null, "absentId" text collate "C" not null default '', "absentName" text collate "C" not null default '', "deputyId" text collate "C" not null default '', "deputyName" text collate "C" not null default '', "startsOn" text collate "C" not null default '', "endsOn" text collate "C" not null default '', "status" text collate "C" not null default 'proposed', "reason" text collate "C" not null default '', "namedById" text collate "C" not null default '', "namedByName" text collate "C" not null default '', "namedAt" bigint not null default '0', "confirmedById" text collate "C" null, "confirmedByName" text collate "C" null, "endedAt" bigint null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "deputy_deputyId_status_index" on "deputy" ("deputyId", "status");`);
    this.addSql(`create index "deputy_absentId_status_index" on "deputy" ("absentId", "status");`);
    this.addSql(`create index "deputy_status_endsOn_index" on "deputy" ("status", "endsOn");`);
    this.addSql(
      `create table "expected_receipt" ("id" text collate "C" not null, "productId" text collate "C" not null default '', "sku" text collate "C" not null default '', "productName" text collate "C" not null default '', "warehouseId" text collate "C" not null default '', "warehouseCode" text collate "C" not null default '', "expectedOn" text collate "C" not null default '', "status" text collate "C" not null default 'open', "quantity" bigint not null default '0', "received" bigint not null default '0', "reference" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `create index "expected_receipt_productId_warehouseId_status_index" on "expected_receipt" ("productId", "warehouseId", "status");`,
    );
    this.addSql(
      `create index "expected_receipt_status_expectedOn_index" on "expected_receipt" ("status", "expectedOn");`,
    );
    this.addSql(
      `create table "export_log" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "personName" text collate "C" not null default '', "exportedAt" bigint not null default '0', "on" text collate "C" not null default '', "format" text collate "C" not null default 'csv', "fields" text collate "C" not null default 'null', "query" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `create table "figure_head" ("measure" text collate "C" not null, "position" bigint not null, "shape" text collate "C" not null, primary key ("measure"));`,
    );
    this.addSql(
      `create table "figure_sum" ("measure" text collate "C" not null, "day" text collate "C" not null, "tuple" bigint not null, "value" bigint not null, "rows" bigint not null, primary key ("measure", "day", "tuple"));`,
    );
    this.addSql(
      `create table "figure_tuple" ("id" bigint not null, "measure" text collate "C" not null, "cells" text collate "C" not null, primary key ("id"));`,
    );
    this.addSql(
      `create table "import_report" ("id" text collate "C" not null, "runId" text collate "C" not null default '', "documents" text collate "C" not null default 'null', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "import_report" add constraint "import_report_runId_unique" unique ("runId");`);
    this.addSql(
      `create table "import_run" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "personName" text collate "C" not null default '', "of" text collate "C" not null default 'orders', "fileName" text collate "C" not null default '', "startedAt" bigint not null default '0', "endedAt" bigint null, "status" text collate "C" not null default 'running', "reason" text collate "C" null, "total" bigint not null default '0', "checked" bigint not null default '0', "done" bigint not null default '0', "added" bigint not null default '0', "changed" bigint not null default '0', "already" bigint not null default '0', "waiting" bigint not null default '0', "refused" bigint not null default '0', "orders" bigint not null default '0', "signature" text collate "C" not null default '', "choices" text collate "C" not null default 'null', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "import_run_signature_startedAt_index" on "import_run" ("signature", "startedAt");`);
    this.addSql(`create index "import_run_of_startedAt_index" on "import_run" ("of", "startedAt");`);
    this.addSql(
      `create table "invoice" ("id" text collate "C" not null, "number" text collate "C" null, "orderId" text collate "C" not null default '', "orderNumber" text collate "C" not null default '', "customerId" text collate "C" not null default '', "customerName" text collate "C" not null default '', "status" text collate "C" not null default 'issued', "issuedOn" text collate "C" not null default '', "postedOn" text collate "C" not null default '', "dueOn" text collate "C" not null default '', "currency" text collate "C" not null default '', "rate" bigint not null default '0', "net" bigint not null default '0', "tax" bigint not null default '0', "total" bigint not null default '0', "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "invoice_orderId_index" on "invoice" ("orderId");`);
    this.addSql(`create index "invoice_customerId_index" on "invoice" ("customerId");`);
    this.addSql(`create index "invoice_issuedOn_index" on "invoice" ("issuedOn");`);
    this.addSql(`alter table "invoice" add constraint "invoice_number_unique" unique ("number");`);
    this.addSql(
      `create table "invoice_line" ("id" text collate "C" not null, "invoiceId" text collate "C" not null default '', "orderId" text collate "C" not null default '', "lineId" text collate "C" not null default '', "sku" text collate "C" not null default '', "productName" text collate "C" not null default '', "quantity" bigint not null default '0', "unitPrice" bigint not null default '0', "discount" bigint not null default '0', "taxCode" text collate "C" not null default '', "taxRate" bigint not null default '0', "net" bigint not null default '0', "tax" bigint not null default '0', "total" bigint not null default '0', "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "invoice_line_invoiceId_index" on "invoice_line" ("invoiceId");`);
    this.addSql(`create index "invoice_line_lineId_index" on "invoice_line" ("lineId");`);
    this.addSql(`create index "invoice_line_orderId_index" on "invoice_line" ("orderId");`);
    this.addSql(
      `create table "location" ("id" text collate "C" not null, "warehouseId" text collate "C" not null default '', "code" text collate "C" not null default '', "sequence" bigint not null default '0', "purpose" text collate "C" not null default 'shelf', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `alter table "location" add constraint "location_warehouseId_code_unique" unique ("warehouseId", "code");`,
    );
    this.addSql(
      `create table "log_head" ("id" bigint not null, "position" bigint not null, "hash" text collate "C" not null, primary key ("id"));`,
    );
    this.addSql(
      `create table "log_reader" ("name" text collate "C" not null, "position" bigint not null, primary key ("name"));`,
    );
    this.addSql(
      `create table "log_secret" ("position" bigint not null, "side" text collate "C" not null, "field" text collate "C" not null, "salt" text collate "C" not null, "sealed" text collate "C" not null, primary key ("position", "side", "field"));`,
    );
    this.addSql(
      `create table "mail" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "kind" text collate "C" not null default 'mention', "state" text collate "C" not null default 'waiting', "at" bigint not null default '0', "dueAt" bigint not null default '0', "attempts" bigint not null default '0', "reason" text collate "C" null, "code" bigint null, "settledAt" bigint null, "newsId" text collate "C" null, "since" bigint null, "holder" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "mail_state_dueAt_index" on "mail" ("state", "dueAt");`);
    this.addSql(`create index "mail_at_index" on "mail" ("at");`);
    this.addSql(`create index "mail_personId_index" on "mail" ("personId");`);
    this.addSql(
      `create table "mail_choice" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "mentions" bigint not null default '0', "digest" text collate "C" not null default 'none', "hour" bigint not null default '0', "weekday" bigint not null default '0', "nextOn" text collate "C" null, "toldUntil" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "mail_choice_nextOn_hour_index" on "mail_choice" ("nextOn", "hour");`);
    this.addSql(`alter table "mail_choice" add constraint "mail_choice_personId_unique" unique ("personId");`);
    this.addSql(
      `create table "notification" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "kind" text collate "C" not null default 'mentioned', "partId" text collate "C" null, "byId" text collate "C" null, "at" bigint not null default '0', "readAt" bigint null, "aboutNoun" text collate "C" not null default 'order', "aboutId" text collate "C" not null default '', "sellerId" text collate "C" null, "teamId" text collate "C" null, "warehouseId" text collate "C" null, "absentId" text collate "C" null, "deputyId" text collate "C" null, "askedById" text collate "C" null, "hostStatus" text collate "C" null, "hostConfirmedAt" bigint null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "notification_personId_readAt_at_index" on "notification" ("personId", "readAt", "at");`);
    this.addSql(`create index "notification_aboutNoun_aboutId_index" on "notification" ("aboutNoun", "aboutId");`);
    this.addSql(`create index "notification_partId_index" on "notification" ("partId");`);
    this.addSql(`create index "notification_at_index" on "notification" ("at");`);
    this.addSql(
      `create table "number_series" ("id" text collate "C" not null, "series" text collate "C" not null default '', "period" text collate "C" not null default '', "last" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `alter table "number_series" add constraint "number_series_series_period_unique" unique ("series", "period");`,
    );
    this.addSql(
      `create table "occasion" ("id" text collate "C" not null, "day" text collate "C" not null default '', "text" text collate "C" not null default '', "authorId" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "occasion_day_index" on "occasion" ("day");`);
    this.addSql(
      `create table "order_draft" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "orderId" text collate "C" not null default '', "customerId" text collate "C" null, "lineCount" bigint not null default '0', "keptAt" bigint not null default '0', "content" text collate "C" not null default '', "contentBlind" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "order_draft_contentBlind_index" on "order_draft" ("contentBlind");`);
    this.addSql(
      `alter table "order_draft" add constraint "order_draft_personId_orderId_unique" unique ("personId", "orderId");`,
    );
    this.addSql(
      `create table "order_hold" ("id" text collate "C" not null, "orderId" text collate "C" not null default '', "orderNumber" text collate "C" not null default '', "customerId" text collate "C" not null default '', "customerName" text collate "C" not null default '', "kind" text collate "C" not null default 'credit', "releasedBy" text collate "C" not null default 'finance', "status" text collate "C" not null default 'open', "openedAt" bigint not null default '0', "openedById" text collate "C" null, "closedAt" bigint null, "closedName" text collate "C" null, "closedForName" text collate "C" null, "excess" bigint null, "reason" text collate "C" null, "reasonId" text collate "C" null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "order_hold_orderId_index" on "order_hold" ("orderId");`);
    this.addSql(`create index "order_hold_status_kind_index" on "order_hold" ("status", "kind");`);
    this.addSql(`create index "order_hold_customerId_status_index" on "order_hold" ("customerId", "status");`);
    this.addSql(
      `create table "package" ("id" text collate "C" not null, "orderId" text collate "C" not null default '', "orderNumber" text collate "C" not null default '', "number" bigint not null default '0', "status" text collate "C" not null default 'packed', "weight" bigint null, "pieces" bigint not null default '0', "packedAt" bigint not null default '0', "packedName" text collate "C" not null default '', "shipmentId" text collate "C" null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "package_orderId_index" on "package" ("orderId");`);
    this.addSql(`create index "package_warehouseId_status_index" on "package" ("warehouseId", "status");`);
    this.addSql(
      `create table "part_number" ("id" text collate "C" not null, "customerId" text collate "C" not null default '', "productId" text collate "C" not null default '', "sku" text collate "C" not null default '', "code" text collate "C" not null default '', "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "part_number_sellerId_index" on "part_number" ("sellerId");`);
    this.addSql(`create index "part_number_productId_index" on "part_number" ("productId");`);
    this.addSql(
      `alter table "part_number" add constraint "part_number_customerId_productId_unique" unique ("customerId", "productId");`,
    );
    this.addSql(
      `alter table "part_number" add constraint "part_number_customerId_code_unique" unique ("customerId", "code");`,
    );
    this.addSql(
      `create table "payment_term" ("id" text collate "C" not null, "code" text collate "C" not null default '', "name" text collate "C" not null default '', "traditionalName" text collate "C" null, "simplifiedName" text collate "C" null, "settlement" text collate "C" not null default 'net', "termsDays" bigint not null default '0', "prepaymentShare" bigint not null default '0', "position" bigint not null default '0', "active" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "payment_term" add constraint "payment_term_code_unique" unique ("code");`);
    this.addSql(
      `create table "person" ("id" text collate "C" not null, "name" text collate "C" not null default '', "status" text collate "C" not null default 'invited', "teamId" text collate "C" null, "email" text collate "C" not null default '', "roleIds" text collate "C" not null default 'null', "warehouseIds" text collate "C" not null default 'null', "language" text collate "C" not null default 'en', "discountAuthority" bigint not null default '0', "secondUntil" bigint null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "person" add constraint "person_email_unique" unique ("email");`);
    this.addSql(
      `create table "pick" ("id" text collate "C" not null, "orderId" text collate "C" not null default '', "orderNumber" text collate "C" not null default '', "customerName" text collate "C" not null default '', "promisedOn" text collate "C" null, "held" bigint not null default '0', "lineId" text collate "C" not null default '', "productId" text collate "C" not null default '', "sku" text collate "C" not null default '', "productName" text collate "C" not null default '', "barcode" text collate "C" null, "stockId" text collate "C" not null default '', "locationId" text collate "C" not null default '', "locationCode" text collate "C" not null default '', "sequence" bigint not null default '0', "reservedAt" bigint not null default '0', "status" text collate "C" not null default 'reserved', "quantity" bigint not null default '0', "picked" bigint not null default '0', "shortReason" text collate "C" null, "shortReasonId" text collate "C" null, "claimedBy" text collate "C" null, "claimedName" text collate "C" null, "claimedAt" bigint null, "pickedAt" bigint null, "packageId" text collate "C" null, "shipmentId" text collate "C" null, "unitCost" bigint null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "pick_orderId_index" on "pick" ("orderId");`);
    this.addSql(`create index "pick_lineId_index" on "pick" ("lineId");`);
    this.addSql(`create index "pick_stockId_status_index" on "pick" ("stockId", "status");`);
    this.addSql(
      `create index "pick_warehouseId_status_promisedOn_index" on "pick" ("warehouseId", "status", "promisedOn");`,
    );
    this.addSql(`create index "pick_pickedAt_index" on "pick" ("pickedAt");`);
    this.addSql(
      `create table "price" ("id" text collate "C" not null, "priceListId" text collate "C" not null default '', "productId" text collate "C" not null default '', "listCode" text collate "C" not null default '', "sku" text collate "C" not null default '', "currency" text collate "C" not null default '', "minQuantity" bigint not null default '0', "validFrom" text collate "C" not null default '', "validTo" text collate "C" null, "unitPrice" bigint not null default '0', "minPrice" bigint null, "changeId" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "price_productId_priceListId_index" on "price" ("productId", "priceListId");`);
    this.addSql(`create index "price_sku_index" on "price" ("sku");`);
    this.addSql(`create index "price_changeId_index" on "price" ("changeId");`);
    this.addSql(
      `create table "price_change" ("id" text collate "C" not null, "priceListId" text collate "C" not null default '', "listCode" text collate "C" not null default '', "currency" text collate "C" not null default '', "validFrom" text collate "C" not null default '', "status" text collate "C" not null default 'standing', "percent" bigint null, "amount" bigint null, "step" bigint null, "rounding" text collate "C" not null default 'nearest', "least" text collate "C" not null default 'keep', "which" text collate "C" null, "note" text collate "C" null, "prices" bigint not null default '0', "madeAt" bigint not null default '0', "madeName" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `create index "price_change_priceListId_validFrom_index" on "price_change" ("priceListId", "validFrom");`,
    );
    this.addSql(
      `create table "price_list" ("id" text collate "C" not null, "code" text collate "C" not null default '', "name" text collate "C" not null default '', "traditionalName" text collate "C" null, "simplifiedName" text collate "C" null, "currency" text collate "C" not null default '', "includesTax" bigint not null default '0', "usual" bigint not null default '0', "active" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "price_list" add constraint "price_list_code_unique" unique ("code");`);
    this.addSql(
      `create table "product" ("id" text collate "C" not null, "sku" text collate "C" not null default '', "name" text collate "C" not null default '', "localName" text collate "C" null, "specification" text collate "C" null, "family" text collate "C" null, "traits" text collate "C" null, "traitWords" text collate "C" null, "category" text collate "C" null, "barcode" text collate "C" null, "baseUnit" text collate "C" not null default '', "nature" text collate "C" not null default 'goods', "status" text collate "C" not null default 'active', "taxCode" text collate "C" not null default '', "weight" bigint null, "lowStock" bigint null, "pictureMark" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "product_barcode_index" on "product" ("barcode");`);
    this.addSql(`create index "product_family_index" on "product" ("family");`);
    this.addSql(`alter table "product" add constraint "product_sku_unique" unique ("sku");`);
    this.addSql(
      `create table "product_picture" ("id" text collate "C" not null, "productId" text collate "C" not null default '', "size" text collate "C" not null default 'small', "type" text collate "C" not null default 'png', "width" bigint not null default '0', "height" bigint not null default '0', "content" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `alter table "product_picture" add constraint "product_picture_productId_size_unique" unique ("productId", "size");`,
    );
    this.addSql(
      `create table "product_unit" ("id" text collate "C" not null, "productId" text collate "C" not null default '', "code" text collate "C" not null default '', "factor" bigint not null default '0', "barcode" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "product_unit_barcode_index" on "product_unit" ("barcode");`);
    this.addSql(
      `alter table "product_unit" add constraint "product_unit_productId_code_unique" unique ("productId", "code");`,
    );
    this.addSql(
      `create table "quote" ("id" text collate "C" not null, "orderId" text collate "C" not null default '', "number" text collate "C" not null default '', "revision" bigint not null default '0', "status" text collate "C" not null default 'open', "customerId" text collate "C" not null default '', "customerName" text collate "C" not null default '', "sellerName" text collate "C" not null default '', "currency" text collate "C" not null default '', "externalNumber" text collate "C" null, "promisedOn" text collate "C" null, "offeredOn" text collate "C" not null default '', "offeredAt" bigint not null default '0', "validUntil" text collate "C" not null default '', "sentAt" bigint null, "sentName" text collate "C" null, "closedAt" bigint null, "settlement" text collate "C" not null default 'net', "termsDays" bigint not null default '0', "prepaymentShare" bigint not null default '0', "priceIncludesTax" bigint not null default '0', "lineCount" bigint not null default '0', "discount" bigint not null default '0', "net" bigint not null default '0', "tax" bigint not null default '0', "total" bigint not null default '0', "lines" text collate "C" not null default 'null', "listPrices" text collate "C" not null default 'null', "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "quote_orderId_index" on "quote" ("orderId");`);
    this.addSql(`create index "quote_status_validUntil_index" on "quote" ("status", "validUntil");`);
    this.addSql(`alter table "quote" add constraint "quote_number_unique" unique ("number");`);
    this.addSql(
      `create table "receipt" ("id" text collate "C" not null, "number" text collate "C" not null default '', "customerId" text collate "C" not null default '', "customerName" text collate "C" not null default '', "receivedOn" text collate "C" not null default '', "postedOn" text collate "C" not null default '', "status" text collate "C" not null default 'open', "method" text collate "C" not null default 'transfer', "currency" text collate "C" not null default '', "rate" bigint not null default '0', "received" bigint not null default '0', "unallocated" bigint not null default '0', "reference" text collate "C" null, "referenceBlind" text collate "C" null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "receipt_customerId_status_index" on "receipt" ("customerId", "status");`);
    this.addSql(`create index "receipt_referenceBlind_index" on "receipt" ("referenceBlind");`);
    this.addSql(`alter table "receipt" add constraint "receipt_number_unique" unique ("number");`);
    this.addSql(
      `create table "receivable" ("id" text collate "C" not null, "invoiceId" text collate "C" not null default '', "invoiceNumber" text collate "C" not null default '', "orderId" text collate "C" not null default '', "orderNumber" text collate "C" not null default '', "customerId" text collate "C" not null default '', "customerName" text collate "C" not null default '', "status" text collate "C" not null default 'open', "dueOn" text collate "C" not null default '', "bucket" text collate "C" not null default 'current', "overdue" bigint not null default '0', "currency" text collate "C" not null default '', "rate" bigint not null default '0', "original" bigint not null default '0', "open" bigint not null default '0', "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "receivable_customerId_status_index" on "receivable" ("customerId", "status");`);
    this.addSql(`create index "receivable_status_dueOn_index" on "receivable" ("status", "dueOn");`);
    this.addSql(`create index "receivable_orderId_index" on "receivable" ("orderId");`);
    this.addSql(`create index "receivable_invoiceId_index" on "receivable" ("invoiceId");`);
    this.addSql(
      `create table "role" ("id" text collate "C" not null, "code" text collate "C" not null default '', "name" text collate "C" not null default '', "home" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "role" add constraint "role_code_unique" unique ("code");`);
    this.addSql(
      `create table "role_change" ("id" text collate "C" not null, "kind" text collate "C" not null default 'role', "subjectId" text collate "C" not null default '', "subjectName" text collate "C" not null default '', "status" text collate "C" not null default 'waiting', "widens" text collate "C" not null default 'null', "before" text collate "C" not null default 'null', "after" text collate "C" not null default 'null', "askedById" text collate "C" not null default '', "askedByName" text collate "C" not null default '', "askedAt" bigint not null default '0', "askedWhy" text collate "C" null, "expiresOn" text collate "C" not null default '', "closedAt" bigint null, "deciderId" text collate "C" null, "deciderName" text collate "C" null, "decidedWhy" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "role_change_kind_subjectId_index" on "role_change" ("kind", "subjectId");`);
    this.addSql(`create index "role_change_status_expiresOn_index" on "role_change" ("status", "expiresOn");`);
    this.addSql(
      `create table "role_rule" ("id" text collate "C" not null, "roleId" text collate "C" not null default '', "on" text collate "C" not null default '', "may" text collate "C" not null default '', "scope" text collate "C" not null default 'all', "when" text collate "C" not null default 'null', "groups" text collate "C" not null default 'null', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "role_rule_roleId_index" on "role_rule" ("roleId");`);
    this.addSql(
      `create table "sales_order" ("id" text collate "C" not null, "number" text collate "C" not null default '', "status" text collate "C" not null default 'quote', "customerId" text collate "C" not null default '', "customerName" text collate "C" not null default '', "sellerId" text collate "C" not null default '', "sellerName" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "warehouseCode" text collate "C" not null default '', "currency" text collate "C" not null default '', "source" text collate "C" not null default 'desk', "externalNumber" text collate "C" null, "orderedOn" text collate "C" not null default '', "promisedOn" text collate "C" null, "submittedAt" bigint null, "confirmedAt" bigint null, "completedAt" bigint null, "cancelledAt" bigint null, "cancelReason" text collate "C" null, "cancelReasonId" text collate "C" null, "revision" bigint not null default '0', "validUntil" text collate "C" null, "lineCount" bigint not null default '0', "openHolds" bigint not null default '0', "fulfilment" text collate "C" not null default 'unreserved', "billing" text collate "C" not null default 'uninvoiced', "payment" text collate "C" not null default 'unpaid', "settlement" text collate "C" not null default 'net', "termsDays" bigint not null default '0', "prepaymentShare" bigint not null default '0', "reviewed" bigint not null default '0', "priceIncludesTax" bigint not null default '0', "discount" bigint not null default '0', "net" bigint not null default '0', "tax" bigint not null default '0', "total" bigint not null default '0', "agreedTotal" bigint null, "invoicedTotal" bigint not null default '0', "paidTotal" bigint not null default '0', "rate" bigint not null default '0', "cost" bigint null, "margin" bigint null, "collect" bigint null, "consignee" text collate "C" null, "consigneeBlind" text collate "C" null, "deliveryStreet" text collate "C" null, "deliveryStreetBlind" text collate "C" null, "deliveryPhone" text collate "C" null, "deliveryPhoneBlind" text collate "C" null, "deliveryInstructions" text collate "C" null, "deliveryInstructionsBlind" text collate "C" null, "notes" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `create index "sales_order_customerId_billing_status_currency_tot_ec48fb201b58" on "sales_order" ("customerId", "billing", "status", "currency", "total", "invoicedTotal");`,
    );
    this.addSql(`create index "sales_order_sellerId_number_index" on "sales_order" ("sellerId", "number");`);
    this.addSql(`create index "sales_order_warehouseId_status_index" on "sales_order" ("warehouseId", "status");`);
    this.addSql(`create index "sales_order_status_number_index" on "sales_order" ("status", "number");`);
    this.addSql(`create index "sales_order_externalNumber_index" on "sales_order" ("externalNumber");`);
    this.addSql(`create index "sales_order_promisedOn_index" on "sales_order" ("promisedOn");`);
    this.addSql(`create index "sales_order_status_submittedAt_index" on "sales_order" ("status", "submittedAt");`);
    this.addSql(`create index "sales_order_cancelledAt_index" on "sales_order" ("cancelledAt");`);
    this.addSql(`create index "sales_order_consigneeBlind_index" on "sales_order" ("consigneeBlind");`);
    this.addSql(`create index "sales_order_deliveryStreetBlind_index" on "sales_order" ("deliveryStreetBlind");`);
    this.addSql(`create index "sales_order_deliveryPhoneBlind_index" on "sales_order" ("deliveryPhoneBlind");`);
    this.addSql(
      `create index "sales_order_deliveryInstructionsBlind_index" on "sales_order" ("deliveryInstructionsBlind");`,
    );
    this.addSql(`alter table "sales_order" add constraint "sales_order_number_unique" unique ("number");`);
    this.addSql(
      `create table "sales_order_line" ("id" text collate "C" not null, "orderId" text collate "C" not null default '', "position" bigint not null default '0', "productId" text collate "C" not null default '', "sku" text collate "C" not null default '', "productName" text collate "C" not null default '', "nature" text collate "C" not null default 'goods', "quantity" bigint not null default '0', "unit" text collate "C" not null default '', "unitFactor" bigint not null default '0', "reserved" bigint not null default '0', "picked" bigint not null default '0', "packed" bigint not null default '0', "shipped" bigint not null default '0', "closed" bigint not null default '0', "fulfilment" text collate "C" not null default 'unreserved', "backorderedAt" bigint null, "pickedAt" bigint null, "invoiced" bigint not null default '0', "free" bigint not null default '0', "freeAs" text collate "C" null, "unitPrice" bigint not null default '0', "discount" bigint not null default '0', "taxCode" text collate "C" not null default '', "taxRate" bigint not null default '0', "net" bigint not null default '0', "tax" bigint not null default '0', "total" bigint not null default '0', "cost" bigint null, "margin" bigint null, "customerId" text collate "C" not null default '', "currency" text collate "C" not null default '', "rate" bigint not null default '0', "submittedAt" bigint null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `create index "sales_order_line_orderId_productId_index" on "sales_order_line" ("orderId", "productId");`,
    );
    this.addSql(
      `create index "sales_order_line_productId_fulfilment_orderId_index" on "sales_order_line" ("productId", "fulfilment", "orderId");`,
    );
    this.addSql(
      `create index "sales_order_line_customerId_productId_submittedAt_index" on "sales_order_line" ("customerId", "productId", "submittedAt");`,
    );
    this.addSql(`create index "sales_order_line_submittedAt_index" on "sales_order_line" ("submittedAt");`);
    this.addSql(`create index "sales_order_line_pickedAt_index" on "sales_order_line" ("pickedAt");`);
    this.addSql(
      `create table "saved_view" ("id" text collate "C" not null, "ownerId" text collate "C" not null default '', "on" text collate "C" not null default '', "name" text collate "C" not null default '', "query" text collate "C" not null default '', "shares" text collate "C" not null default 'null', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "saved_view_ownerId_index" on "saved_view" ("ownerId");`);
    this.addSql(
      `create table "saved_view_share" ("id" text collate "C" not null, "viewId" text collate "C" not null default '', "ownerId" text collate "C" not null default '', "withId" text collate "C" not null default '', "on" text collate "C" not null default '', "name" text collate "C" not null default '', "query" text collate "C" not null default '', "asks" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "saved_view_share_withId_index" on "saved_view_share" ("withId");`);
    this.addSql(`create index "saved_view_share_viewId_index" on "saved_view_share" ("viewId");`);
    this.addSql(
      `create table "search_word" ("noun" text collate "C" not null, "word" text collate "C" not null, "fieldGroup" text collate "C" not null, "at" text collate "C" not null, "rowId" text collate "C" not null, primary key ("noun", "word", "fieldGroup", "at", "rowId"));`,
    );
    this.addSql(
      `create index "search_word_rowId_word_fieldGroup_noun_index" on "search_word" ("rowId", "word", "fieldGroup", "noun");`,
    );
    this.addSql(
      `create table "session" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "secret" text collate "C" not null default '', "startedAt" bigint not null default '0', "seenAt" bigint not null default '0', "until" bigint not null default '0', "agent" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "session_personId_index" on "session" ("personId");`);
    this.addSql(`create index "session_secret_index" on "session" ("secret");`);
    this.addSql(
      `create table "setting" ("id" text collate "C" not null, "key" text collate "C" not null default '', "value" text collate "C" not null default 'null', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "setting" add constraint "setting_key_unique" unique ("key");`);
    this.addSql(
      `create table "shipment" ("id" text collate "C" not null, "number" text collate "C" not null default '', "orderId" text collate "C" not null default '', "orderNumber" text collate "C" not null default '', "customerId" text collate "C" not null default '', "customerName" text collate "C" not null default '', "status" text collate "C" not null default 'shipped', "shippedOn" text collate "C" not null default '', "shippedAt" bigint not null default '0', "promisedOn" text collate "C" null, "onTime" bigint not null default '0', "completes" bigint not null default '0', "deliveredAt" bigint null, "carrier" text collate "C" null, "carrierId" text collate "C" null, "tracking" text collate "C" null, "packages" bigint not null default '0', "pieces" bigint not null default '0', "billed" text collate "C" not null default 'open', "collect" bigint null, "consignee" text collate "C" null, "consigneeBlind" text collate "C" null, "deliveryStreet" text collate "C" null, "deliveryStreetBlind" text collate "C" null, "deliveryPhone" text collate "C" null, "deliveryPhoneBlind" text collate "C" null, "deliveryInstructions" text collate "C" null, "deliveryInstructionsBlind" text collate "C" null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "shipment_orderId_index" on "shipment" ("orderId");`);
    this.addSql(`create index "shipment_billed_customerId_index" on "shipment" ("billed", "customerId");`);
    this.addSql(`create index "shipment_consigneeBlind_index" on "shipment" ("consigneeBlind");`);
    this.addSql(`create index "shipment_deliveryStreetBlind_index" on "shipment" ("deliveryStreetBlind");`);
    this.addSql(`create index "shipment_deliveryPhoneBlind_index" on "shipment" ("deliveryPhoneBlind");`);
    this.addSql(`create index "shipment_deliveryInstructionsBlind_index" on "shipment" ("deliveryInstructionsBlind");`);
    this.addSql(`alter table "shipment" add constraint "shipment_number_unique" unique ("number");`);
    this.addSql(
      `create table "shipment_line" ("id" text collate "C" not null, "shipmentId" text collate "C" not null default '', "orderId" text collate "C" not null default '', "lineId" text collate "C" not null default '', "sku" text collate "C" not null default '', "productName" text collate "C" not null default '', "quantity" bigint not null default '0', "shippedOn" text collate "C" not null default '', "unitCost" bigint null, "sellerId" text collate "C" not null default '', "teamId" text collate "C" null, "warehouseId" text collate "C" not null default '', "orderStatus" text collate "C" not null default 'quote', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "shipment_line_shipmentId_index" on "shipment_line" ("shipmentId");`);
    this.addSql(`create index "shipment_line_orderId_index" on "shipment_line" ("orderId");`);
    this.addSql(
      `create table "stock" ("id" text collate "C" not null, "productId" text collate "C" not null default '', "sku" text collate "C" not null default '', "productName" text collate "C" not null default '', "warehouseId" text collate "C" not null default '', "warehouseCode" text collate "C" not null default '', "locationId" text collate "C" not null default '', "locationCode" text collate "C" not null default '', "lot" text collate "C" null, "expiresOn" text collate "C" null, "sequence" bigint not null default '0', "onHand" bigint not null default '0', "reserved" bigint not null default '0', "available" bigint not null default '0', "low" bigint not null default '0', "unitCost" bigint not null default '0', "value" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "stock_productId_warehouseId_index" on "stock" ("productId", "warehouseId");`);
    this.addSql(`create index "stock_sku_index" on "stock" ("sku");`);
    this.addSql(
      `create unique index "stock_productId_locationId_lot_unique" on "stock" ("productId", "locationId", coalesce("lot", ''));`,
    );
    this.addSql(
      `create table "stock_movement" ("id" text collate "C" not null, "productId" text collate "C" not null default '', "sku" text collate "C" not null default '', "productName" text collate "C" not null default '', "warehouseId" text collate "C" not null default '', "warehouseCode" text collate "C" not null default '', "locationId" text collate "C" not null default '', "locationCode" text collate "C" not null default '', "lot" text collate "C" null, "expiresOn" text collate "C" null, "stockId" text collate "C" not null default '', "kind" text collate "C" not null default 'receive', "movedAt" bigint not null default '0', "movedName" text collate "C" not null default '', "orderId" text collate "C" null, "quantity" bigint not null default '0', "reason" text collate "C" null, "reasonId" text collate "C" null, "unitCost" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "stock_movement_stockId_index" on "stock_movement" ("stockId");`);
    this.addSql(`create index "stock_movement_movedAt_index" on "stock_movement" ("movedAt");`);
    this.addSql(
      `create table "target" ("id" text collate "C" not null, "measure" text collate "C" not null default '', "startsOn" text collate "C" not null default '', "amount" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "target" add constraint "target_measure_startsOn_unique" unique ("measure", "startsOn");`);
    this.addSql(
      `create table "tax_code" ("id" text collate "C" not null, "code" text collate "C" not null default '', "name" text collate "C" not null default '', "traditionalName" text collate "C" null, "simplifiedName" text collate "C" null, "rate" bigint not null default '0', "active" bigint not null default '0', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "tax_code" add constraint "tax_code_code_unique" unique ("code");`);
    this.addSql(
      `create table "team" ("id" text collate "C" not null, "name" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `create table "viewing" ("id" text collate "C" not null, "personId" text collate "C" not null default '', "sessionId" text collate "C" not null default '', "asPersonId" text collate "C" null, "asRoleId" text collate "C" null, "status" text collate "C" not null default 'open', "since" bigint not null default '0', "until" bigint not null default '0', "endedAt" bigint null, "ended" text collate "C" null, "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "viewing_status_index" on "viewing" ("status");`);
    this.addSql(
      `create table "wall" ("id" text collate "C" not null, "name" text collate "C" not null default '', "status" text collate "C" not null default 'paired', "scenes" text collate "C" not null default 'null', "language" text collate "C" not null default 'en', "theme" text collate "C" not null default 'dark', "pace" bigint not null default '0', "warehouseId" text collate "C" null, "pairedAt" bigint not null default '0', "roleId" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(
      `create table "wall_device" ("id" text collate "C" not null, "code" text collate "C" null, "secret" text collate "C" not null default '', "wallId" text collate "C" null, "askedAt" bigint not null default '0', "until" bigint not null default '0', "seenAt" bigint not null default '0', "build" text collate "C" null, "agent" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`create index "wall_device_code_index" on "wall_device" ("code");`);
    this.addSql(`create index "wall_device_wallId_index" on "wall_device" ("wallId");`);
    this.addSql(
      `create table "warehouse" ("id" text collate "C" not null, "code" text collate "C" not null default '', "name" text collate "C" not null default '', "version" bigint not null default '1', primary key ("id"));`,
    );
    this.addSql(`alter table "warehouse" add constraint "warehouse_code_unique" unique ("code");`);
  }
}
