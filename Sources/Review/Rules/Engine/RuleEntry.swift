/// A row of the list of rule classes, and what Slipway needs to decide it.
///
/// Source: National Healthcare Security Administration, list of the rule classes of the two libraries, edition 2025:
/// numbers, names, tiers and codes. Classes that are new in that edition have no published code yet.
public struct RuleEntry: Hashable, Sendable {
    /// The list from which the classes are.
    public static let edition = "两库规则分类2025版"

    /// The number in the list; from 101 for Slipway's own classes.
    public let number: Int
    /// The tier of the class in the list.
    public let tier: String
    public let name: String
    /// The national code; where none is published, the edition and the number.
    public let code: String
    /// What paper would decide the class, Chinese and English; nil where Slipway decides it.
    public let paper: String?

    /// Whether a finding may deduct by itself: policy limits may, other classes only ask.
    public var isPolicy: Bool { tier.hasSuffix("政策限定类") }

    /// The national classes in the order of the list, then Slipway's own.
    public static let all: [RuleEntry] = [
        RuleEntry(1, "药品政策限定类", "药品限工伤保险", "GZ10000101001000", nil),
        RuleEntry(2, "药品政策限定类", "药品限生育保险", "GZ10000101002000", nil),
        RuleEntry(3, "药品政策限定类", "中药饮片单复方均不予支付", "GZ10000101003000", nil),
        RuleEntry(4, "药品政策限定类", "中药饮片单方使用不予支付", "GZ10000101004000", nil),
        RuleEntry(5, "药品政策限定类", "药品限二线使用", "GZ10000101005000", nil),
        RuleEntry(6, "药品政策限定类", "药品限新生儿使用", "GZ10000101006000", nil),
        RuleEntry(7, "药品政策限定类", "药品限儿童使用", "GZ10000101007000", nil),
        RuleEntry(8, "药品政策限定类", "药品限适应症", "GZ10000101008000", nil),
        RuleEntry(9, "药品政策限定类", "药品限最大开药天数/开药量", "2025-09", nil),
        RuleEntry(10, "药品政策限定类", "药品限支付疗程", "GZ10000101010000", nil),
        RuleEntry(
            11, "药品政策限定类", "药品超限定病种目录范围使用", "GZ10000101011000",
            "门慢特病种认定表 the recognised chronic disease of the patient"),
        RuleEntry(12, "药品政策限定类", "药品限医疗机构级别", "GZ10000101012000", nil),
        RuleEntry(13, "药品政策限定类", "药品限就医方式", "2025-13", nil),
        RuleEntry(14, "医疗服务项目政策限定类", "医疗服务项目超限定单价收费", "GZ10000102001000", nil),
        RuleEntry(15, "医疗服务项目政策限定类", "手术项目未按规定折价收费", "GZ10000102002000", nil),
        RuleEntry(16, "医疗服务项目政策限定类", "医疗服务项目限工伤保险", "GZ10000102003000", nil),
        RuleEntry(17, "医疗服务项目政策限定类", "医疗服务项目限生育保险", "GZ10000102004000", nil),
        RuleEntry(18, "医疗服务项目政策限定类", "医疗服务项目限新生儿使用", "GZ10000102005000", nil),
        RuleEntry(19, "医疗服务项目政策限定类", "医疗服务项目限儿童使用", "GZ10000102006000", nil),
        RuleEntry(20, "医疗服务项目政策限定类", "医疗服务项目限适应症", "GZ10000102007000", nil),
        RuleEntry(21, "医疗服务项目政策限定类", "医疗服务项目限科室使用", "GZ10000102008000", "开单科室 the department that ordered"),
        RuleEntry(22, "医疗服务项目政策限定类", "医疗服务项目限就医方式", "GZ10000102009000", nil),
        RuleEntry(23, "医疗服务项目政策限定类", "医疗服务项目限支付疗程", "GZ10000102010000", nil),
        RuleEntry(24, "医疗服务项目政策限定类", "医疗服务项目限医疗机构级别", "GZ10000102011000", nil),
        RuleEntry(25, "医疗服务项目政策限定类", "医疗服务项目重复收费", "GZ10000102012000", nil),
        RuleEntry(26, "医疗服务项目政策限定类", "医疗服务项目分解收费", "GZ10000102013000", nil),
        RuleEntry(27, "医疗服务项目政策限定类", "医疗服务项目限定频次", "GZ10000102014000", nil),
        RuleEntry(28, "医疗服务项目政策限定类", "医疗服务项目超限定报销总额", "GZ10000102015000", nil),
        RuleEntry(29, "医疗服务项目政策限定类", "医疗服务项目限年龄", "2025-29", nil),
        RuleEntry(30, "医疗服务项目政策限定类", "医疗服务项目与医用耗材重复收费", "2025-30", nil),
        RuleEntry(31, "医疗服务项目政策限定类", "医疗服务项目周期超频次", "2025-31", nil),
        RuleEntry(32, "医用耗材政策限定类", "耗材限新生儿使用", "GZ10000103001000", nil),
        RuleEntry(33, "医用耗材政策限定类", "耗材限儿童使用", "GZ10000103002000", nil),
        RuleEntry(34, "医用耗材政策限定类", "耗材超限定报销总额", "GZ10000103003000", nil),
        RuleEntry(35, "信息数据监管类", "医保结算清单信息异常", "GZ10000201001000", "医保结算清单 the settlement list"),
        RuleEntry(36, "信息数据监管类", "结算明细信息异常", "GZ10000201002000", nil),
        RuleEntry(
            37, "信息数据监管类", "疾病诊断编码异常", "GZ10000201003000",
            "医保结算清单的诊断编码 the settlement list with its diagnoses"),
        RuleEntry(
            38, "信息数据监管类", "手术操作编码异常", "GZ10000201004000",
            "医保结算清单和手术记录 the settlement list and the operation record"),
        RuleEntry(
            39, "信息数据监管类", "手术操作编码与性别不符", "GZ10000201005000",
            "医保结算清单的手术编码 the settlement list with its operations"),
        RuleEntry(
            40, "信息数据监管类", "诊断编码与手术操作编码不符", "GZ10000201006000",
            "医保结算清单 the settlement list with diagnoses and operations"),
        RuleEntry(41, "信息数据监管类", "就诊数据非实时上传监管", "GZ10000201007000", "医院上传日志 the log of uploads"),
        RuleEntry(42, "信息数据监管类", "计费日期与住院时间不符", "GZ10000201008000", nil),
        RuleEntry(43, "药品监管类", "药品进销存异常", "GZ10000202001000", "药品进销存台账 the stock ledger of drugs"),
        RuleEntry(
            44, "药品监管类", "围手术期抗菌药物预防性应用监管", "GZ10000202002000", "手术记录和医嘱 the operation record and the orders"),
        RuleEntry(
            45, "药品监管类", "抗菌药物分级使用管理", "GZ10000202003000",
            "处方及医师权限 the prescription and the physician's licence"),
        RuleEntry(46, "药品监管类", "药品种类超标", "GZ10000202004000", nil),
        RuleEntry(47, "药品监管类", "超互联网医院药品支付范围", "2025-47", nil),
        RuleEntry(48, "医用耗材监管类", "医用耗材进销存异常", "GZ10000203001000", "耗材进销存台账 the stock ledger of consumables"),
        RuleEntry(49, "行为主体监管类", "分解住院", "GZ10000204001000", "该患者其他住院的票据 the patient's other stays"),
        RuleEntry(50, "行为主体监管类", "频繁门诊", "GZ10000204002000", "该患者其他门诊的票据 the patient's other visits"),
        RuleEntry(51, "行为主体监管类", "频繁购药", "GZ10000204003000", "该患者其他购药的票据 the patient's other purchases"),
        RuleEntry(52, "行为主体监管类", "频繁住院", "GZ10000204004000", "该患者其他住院的票据 the patient's other stays"),
        RuleEntry(53, "行为主体监管类", "无指征住院（低标准入院）", "GZ10000204005000", "入院记录 the record of admission"),
        RuleEntry(54, "行为主体监管类", "诊断与患者性别不符", "GZ10000204006000", "诊断证明 the diagnosis"),
        RuleEntry(55, "行为主体监管类", "诊断与患者年龄不符", "GZ10000204007000", "诊断证明 the diagnosis"),
        RuleEntry(56, "统计指标监测类", "药费占比统计", "ZB10000205001000", "机构全部票据 all slips of the institution"),
        RuleEntry(57, "统计指标监测类", "检验检查占比统计", "ZB10000205002000", "机构全部票据 all slips of the institution"),
        RuleEntry(58, "统计指标监测类", "耗材占比统计", "ZB10000205003000", "机构全部票据 all slips of the institution"),
        RuleEntry(59, "统计指标监测类", "治疗占比统计", "ZB10000205004000", "机构全部票据 all slips of the institution"),
        RuleEntry(60, "统计指标监测类", "CT检查占比统计", "ZB10000205005000", "机构全部票据 all slips of the institution"),
        RuleEntry(61, "统计指标监测类", "核磁检查占比统计", "ZB10000205006000", "机构全部票据 all slips of the institution"),
        RuleEntry(
            62, "统计指标监测类", "院内感染发生率统计", "ZB10000205007000", "机构感染监测报告 the institution's report of infections"),
        RuleEntry(63, "统计指标监测类", "非计划再入院率统计", "ZB10000205008000", "机构全部住院票据 all stays of the institution"),
        RuleEntry(64, "药品合理使用类", "药品与医疗服务项目不符", "GZ10000301001000", nil),
        RuleEntry(65, "药品合理使用类", "药品儿童专用", "GZ10000301002000", nil),
        RuleEntry(66, "药品合理使用类", "药品儿童禁用", "GZ10000301003000", nil),
        RuleEntry(67, "药品合理使用类", "药品区分性别使用", "GZ10000301004000", nil),
        RuleEntry(68, "药品合理使用类", "超说明书用量开药", "GZ10000301005000", nil),
        RuleEntry(69, "药品合理使用类", "重复开药", "GZ10000301006000", nil),
        RuleEntry(70, "药品合理使用类", "超说明书适应症用药", "GZ10000301007000", "诊断证明 the diagnosis"),
        RuleEntry(71, "药品合理使用类", "药品禁忌症", "GZ10000301008000", "诊断证明和病历 the diagnosis and the record"),
        RuleEntry(72, "药品合理使用类", "老年人用药安全", "GZ10000301009000", nil),
        RuleEntry(
            73, "药品合理使用类", "妊娠期及哺乳期用药安全", "GZ10000301010000", "病历（妊娠、哺乳情况） the record: pregnancy and nursing"),
        RuleEntry(74, "药品合理使用类", "药品相互作用", "GZ10000301011000", nil),
        RuleEntry(75, "药品合理使用类", "中药饮片配伍禁忌", "GZ10000301012000", nil),
        RuleEntry(76, "药品合理使用类", "中药饮片超大处方", "2025-76", nil),
        RuleEntry(77, "药品合理使用类", "中药饮片超量上传", "2025-77", nil),
        RuleEntry(78, "医疗服务项目合理使用类", "无指征检验检查", "GZ10000302001000", "诊断证明和病历 the diagnosis and the record"),
        RuleEntry(
            79, "医疗服务项目合理使用类", "无指征治疗", "GZ10000302002000",
            "诊断证明和治疗记录 the diagnosis and the record of treatment"),
        RuleEntry(80, "医疗服务项目合理使用类", "医疗服务项目儿童专用", "GZ10000302003000", nil),
        RuleEntry(81, "医疗服务项目合理使用类", "医疗服务项目区分性别使用", "GZ10000302004000", nil),
        RuleEntry(82, "医疗服务项目合理使用类", "医疗服务项目禁忌症", "GZ10000302005000", "诊断证明和病历 the diagnosis and the record"),
        RuleEntry(
            83, "医疗服务项目合理使用类", "医疗服务项目超适应症使用", "GZ10000302006000", "诊断证明和病历 the diagnosis and the record"),
        RuleEntry(84, "医用耗材合理使用类", "医用耗材与医疗服务项目不符", "GZ10000303001000", nil),
        RuleEntry(85, "医用耗材合理使用类", "医用耗材与科室不符", "GZ10000303002000", "使用科室 the department that used it"),
        RuleEntry(86, "医用耗材合理使用类", "医用耗材数量超标", "GZ10000303003000", nil),
        RuleEntry(87, "医用耗材合理使用类", "医用耗材与性别不符", "2025-87", nil),
        RuleEntry(88, "医用耗材合理使用类", "医用耗材限疾病使用", "2025-88", "诊断证明 the diagnosis"),
        RuleEntry(101, "医疗服务项目政策限定类", "加收项目缺主项目", "SW-101", nil),
    ]

    private static let byNumber = Dictionary(uniqueKeysWithValues: all.map { ($0.number, $0) })

    private init(_ number: Int, _ tier: String, _ name: String, _ code: String, _ paper: String?) {
        self.number = number
        self.tier = tier
        self.name = name
        self.code = code
        self.paper = paper
    }

    /// The entry of a number that a class of rules names.
    static func of(_ number: Int) -> RuleEntry {
        guard let entry = byNumber[number] else {
            preconditionFailure("no rule class has the number \(number)")
        }
        return entry
    }
}
