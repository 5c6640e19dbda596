import Slips

/// An invented insured person.
///
/// The citizen number has a right check digit, but the area codes (…99xx) were never given out, so that it can belong
/// to nobody.
struct MadePerson {
    let name: String
    let isMale: Bool
    let birth: CalendarDate
    let idNumber: String

    init(on day: CalendarDate, random: inout SeededRandom) {
        let surname = random.pick(Self.surnames, else: "王")
        let given = random.pick(Self.given, else: "明")
        let second = random.chance(0.75) ? random.pick(Self.given, else: "华") : ""
        name = surname + given + second
        isMale = random.chance(0.5)
        let year = day.year - random.integer(in: 1...89)
        birth =
            CalendarDate(
                year: year, month: random.integer(in: 1...12), day: random.integer(in: 1...28)) ?? day
        let area =
            random.pick(["11", "31", "32", "37", "42", "44", "51", "61"], else: "11") + "99"
            + random.pick(["01", "02", "21", "81"], else: "01")
        let date = birth.description.filter { $0 != "-" }
        let serial = random.integer(in: 0...99)
        let sexDigit = random.integer(in: 0...4) * 2 + (isMale ? 1 : 0)
        let body = area + date + (serial < 10 ? "0\(serial)" : "\(serial)") + "\(sexDigit)"
        idNumber = body + String(CitizenID.checkCharacter(of: body.compactMap(\.wholeNumberValue)))
    }

    /// Whole years of age on a day.
    func age(on day: CalendarDate) -> Int {
        let hadBirthday = (day.month, day.day) >= (birth.month, birth.day)
        return day.year - birth.year - (hadBirthday ? 0 : 1)
    }

    private static let surnames = [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
        "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾",
        "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴", "夏", "欧阳",
    ]
    private static let given = [
        "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀", "霞",
        "平", "刚", "桂", "英", "华", "建", "国", "文", "玉", "兰", "志", "春", "梅", "海", "燕", "晨", "雨", "佳", "欣",
        "子", "涵", "浩", "宇", "思", "远", "安", "宁", "康", "乐", "清", "云",
    ]
}
