/// What the name of a service item says of its unit and of the size of its price.
struct ServiceForm {
    var unit: String
    /// Yuan; the bounds of illustrative caps.
    var prices: ClosedRange<Int>
    /// Whether it is not one of the kinds that the insurance leaves to the patient, such as looks.
    var isPaid: Bool

    private static let kinds: [(words: [String], unit: String, prices: ClosedRange<Int>)] = [
        (["诊查费", "诊察费", "挂号费"], "次", 4...60), (["床位费"], "日", 20...200), (["护理", "监护"], "日", 6...120),
        (["测定", "试验", "检测", "鉴定", "培养"], "项", 6...180), (["显像", "造影", "扫描", "超声", "检查", "镜"], "次", 20...600),
        (["移植", "切除", "成形", "吻合", "矫治", "术"], "次", 150...3800), (["治疗", "注射", "穿刺"], "次", 8...400),
    ]

    private static let unpaid = ["美容", "整形", "互联网", "取暖", "空调", "体检", "减肥"]

    static func facts(of name: String) -> ServiceForm {
        let isPaid = !unpaid.contains(where: name.contains)
        let kind = kinds.first { $0.words.contains(where: name.contains) }
        return ServiceForm(unit: kind?.unit ?? "次", prices: kind?.prices ?? 5...300, isPaid: isPaid)
    }
}
