/// Charges that no catalog of the insurance lists, so that reading one is reading something out of the catalog.
///
/// Source: the national scope of unpaid services (《城镇职工基本医疗保险诊疗项目管理的意见》 and 《医疗服务设施范围》, 1999): transport,
/// comfort, meals, attendants, examinations and treatments for looks, special wishes; the names are those that
/// hospitals print for them.
enum ExcludedCharges {
    static let names = [
        "陪护费", "陪护床费", "陪床费", "陪人费", "护工费", "陪护椅费", "空调费", "空调降温费", "取暖费", "暖气费", "电视费", "电话费", "电炉费", "电冰箱费",
        "洗理费", "理发费", "洗澡费", "膳食费", "伙食费", "营养餐费", "订餐费", "餐费", "就诊交通费", "急救车费", "救护车费", "交通费", "停车费",
        "快递邮寄费",
        "快递费", "邮寄费", "病历工本费", "病历本费", "工本费", "病历复印费", "复印费", "资料复印费", "磁卡费", "就诊卡费", "一次性拖鞋", "一次性洗漱用品",
        "洗漱用品", "生活用品费", "损坏公物赔偿费", "赔偿费", "文娱活动费", "保健费", "特需服务费", "特需病房床位费", "特需床位费", "特需门诊诊查费",
        "特需挂号费", "特需护理费", "特需医疗服务费", "点名手术附加费", "优质优价费", "自请特别护士费", "院外会诊费", "远程会诊服务费", "出诊费", "美容费",
        "整形美容费", "健康体检费", "体检费", "减肥费", "足浴保健服务", "保健按摩费", "门诊煎药费", "代煎费", "婴儿保温箱费", "食品保温箱费", "婴儿用品费",
        "纸尿裤", "护理垫", "月子服务费", "翻身枕租赁费", "轮椅租赁费", "陪检费", "寿衣", "太平间费", "遗体存放费", "保险费", "商业保险费", "押金", "预交金",
    ].map { NormalText($0).scalars }
}
