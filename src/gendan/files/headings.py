"""Headings in English and Chinese → our columns, by name, never by position (order-check.md §5.1)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

CUSTOMERS: Mapping[str, Sequence[str]] = {
    "code": ("code", "customer id", "customer code", "customer no", "cust id", "cust no",
             "customer number", "account number", "客户编号", "客户代码", "客户编码", "编号"),
    "name": ("name", "company name", "customer name", "company", "account name", "customer",
             "客户名称", "公司名称", "客户全称", "名称", "客户", "公司"),
    "aliases": ("aliases", "alias", "also called", "short name", "客户简称", "简称", "别名"),
    "country": ("country", "country/region", "nation", "billing country", "国家", "国家地区",
                "国家/地区", "国别"),
    "timezone": ("timezone", "time zone", "时区"),
    "language": ("language", "lang", "语言", "语种"),
    "currency": ("currency", "cur", "币种", "货币"),
    "owner": ("owner", "sales rep", "salesman", "salesperson", "account owner", "account manager",
              "业务员", "负责人", "跟单员", "跟进人"),
    "channel": ("channel", "preferred channel", "沟通方式", "沟通渠道", "联系渠道"),
    "tier": ("tier", "grade", "class", "customer tier", "级别", "客户等级", "客户级别", "等级"),
    "cadence": ("cadence", "contact cadence", "联系频率", "跟进频率"),
    "since": ("since", "customer since", "合作起始", "合作日期", "合作开始日期"),
    "note": ("note", "notes", "remark", "remarks", "comment", "comments", "备注", "公司备注"),
    "person": ("contact name", "contact person", "contact", "main contact", "联系人", "联系人姓名",
               "联系人昵称"),
    "role": ("contact title", "title", "job title", "role", "position", "职务", "职位"),
    "email": ("email", "e-mail", "mail", "contact email", "邮箱", "邮件", "电子邮箱", "联系人邮箱"),
    "phone": ("phone", "tel", "telephone", "mobile", "contact phone", "电话", "手机", "联系电话",
              "联系人电话", "座机"),
    "wechat": ("wechat", "weixin", "wechat id", "微信", "微信号"),
    "whatsapp": ("whatsapp",),
}  # fmt: skip
"""Columns of a customer list: the keys of contract §2, and of the person to contact."""

ORDERS: Mapping[str, Sequence[str]] = {
    "order": ("order", "order no", "order number", "order id", "po no", "po", "po number", "p.o nº",
              "p.o n°", "customer po", "your order", "contract no", "pi no", "po nb", "so number",
              "订单号", "订单编号", "客户订单号", "合同号", "销售订单编号"),
    "customer": ("customer", "customer id", "customer code", "buyer", "company name",
                 "customer name", "account name", "客户", "客户编号", "客户名称", "买方", "客户代码"),
    "order_date": ("order date", "po date", "date of order", "订单日期", "下单日期"),
    "ship_by": ("ship by", "required date", "delivery date", "latest shipment", "etd",
                "shipment date", "due date", "交货日期", "交期", "船期", "装运期限"),
    "currency": ("currency", "cur", "币种", "货币"),
    "incoterm": ("incoterm", "incoterms", "price term", "price terms", "delivery term",
                 "trade term", "价格条款", "贸易术语"),
    "place": ("place", "named place", "交货地点", "指定地点"),
    "payment": ("payment", "payment term", "payment terms", "terms of payment", "付款方式",
                "付款条件", "结算方式"),
    "payment_kind": ("payment kind", "payment type", "付款类型"),
    "pol": ("pol", "port of loading", "from", "装运港", "装运港口", "起运港"),
    "pod": ("pod", "port of discharge", "destination", "to", "目的港", "目的港口", "卸货港"),
    "marks": ("marks", "marks & nos", "marks and nos", "mark & n°", "shipping marks",
              "shipping mark", "唛头"),
    "consignee": ("consignee", "收货人"),
    "notify": ("notify", "notify party", "通知人", "通知方"),
    "partial": ("partial", "partial shipment", "partial shipments", "partial shipment allowed",
                "分批装运", "是否分批", "分批"),
    "tolerance": ("tolerance", "qty tolerance", "quantity tolerance", "more or less", "溢短装",
                  "溢短装条款", "溢短装比例"),
    "line": ("line", "line no", "s/n", "sr no", "line number", "序号", "行号", "项次"),
    "sku": ("sku", "item no", "item number", "item code", "art no", "article no", "article",
            "style", "style no", "model", "model no", "p/n", "part number", "part no",
            "material code", "product code", "product id", "货号", "品号", "款号", "型号", "料号",
            "物料代码", "物料编码", "产品编号", "商品编码", "产品型号"),
    "customer_item": ("customer item", "customer item no", "buyer's item", "buyer item", "客户品名",
                      "客户货号"),
    "description": ("description", "description of goods", "commodity", "name of commodity",
                    "product name", "cormodity", "cargo descprition", "goods", "品名", "品名规格",
                    "名称及规格", "货物名称", "报关中文品名", "产品名称"),
    "spec": ("spec", "specification", "specifications", "规格", "规格型号"),
    "color": ("color", "colour", "shade", "颜色"),
    "size": ("size", "尺码", "尺寸"),
    "quantity": ("quantity", "qty", "qauntity", "order qty", "ordered qty", "数量", "订单数量"),
    "unit": ("unit", "uom", "unit of measure", "单位"),
    "unit_price": ("unit price", "price", "单价"),
    "discount": ("discount", "disc", "折扣"),
    "amount": ("amount", "line total", "total value", "金额", "总价", "金额小计"),
    "pcs_per_carton": ("pcs per carton", "pcs/ctn", "qty per carton", "quantity per carton",
                       "每箱数量", "装箱数", "整箱数量"),
    "cartons": ("cartons", "ctns", "ctn", "pkgs", "packages", "no of pkgs", "箱数", "件数", "总件数"),
    "barcode": ("barcode", "ean", "ean-13", "upc", "gtin", "条码", "条形码", "商品条码"),
    "hs_code": ("hs code", "hs", "tariff code", "commodity code", "海关编码"),
    "origin": ("origin", "country of origin", "made in", "原产地", "原产国"),
    "supplier": ("supplier", "factory", "vendor", "供应商", "工厂"),
    "forwarder": ("forwarder", "shipper", "carrier", "货代", "货运公司", "承运人"),
    "owner": ("owner", "sales rep", "salesman", "salesperson", "业务员", "负责人", "跟单员"),
    "shipped_date": ("shipped date", "date shipped", "actual shipment", "发货日期", "出运日期"),
    "deposit": ("deposit", "deposit %", "定金", "订金", "定金比例", "订金比例"),
    "inspection": ("inspection", "验货", "检验", "验货方式", "验货要求"),
    "documents": ("documents", "required documents", "单据", "随附单据"),
}  # fmt: skip
"""Columns of an order list: contract §5."""

LINE_OR_ITEM = ("item", "no", "items")
"""A line number where its cells count 1, 2, 3 …, else an item number (order-check.md §5.1)."""


def folded(heading: str) -> str:
    """
    A heading as it is compared.

    NFKC, small letters, no `*`, no `（必填）`, no unit in brackets, underscores and line breaks as
    blanks, no dots (crm-formats.md §2.2, §2.4).
    """
    text = unicodedata.normalize("NFKC", heading).casefold()
    text = re.sub(r"\((必填|required|kg|kgs|cbm|pcs|usd|元|cm)\)", "", text)
    text = re.sub(r"[\s_]+", " ", text.replace(".", " ").replace("*", " "))
    return text.strip(" :")


def mapped(headings: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Which column (its place in the row) is which of ours; the first of two equal ones counts."""
    meaning = {folded(alias): field for field, names in known.items() for alias in (field, *names)}
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        field = meaning.get(folded(heading))
        if field is not None and field not in found.values():
            found[place] = field
    return found
