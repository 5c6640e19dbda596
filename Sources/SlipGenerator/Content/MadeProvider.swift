/// An invented hospital or pharmacy; the places exist on no map.
struct MadeProvider {
    let place: String
    let name: String
    let departments: [String]

    init(isPharmacy: Bool, random: inout SeededRandom) {
        place = random.pick(Self.places, else: "云帆")
        if isPharmacy {
            let brand = random.word("百草源", "康益民", "万家安", "仁心堂", "福泽堂")
            let branch = random.word("人民路", "东门", "望江", "新城", "学府路")
            name = "\(place)市\(brand)大药房\(branch)店"
        } else {
            name = place + random.pick(Self.kinds, else: "市人民医院")
        }
        departments = [
            "呼吸内科", "心血管内科", "消化内科", "神经内科", "骨科", "普外科", "泌尿外科", "妇产科", "儿科", "内分泌科",
            "眼科", "中医科", "康复医学科", "肾内科", "急诊科",
        ]
    }

    private static let places = [
        "云帆", "望星", "青梧", "霜林", "金穗", "月湾", "晴川", "松涛", "梦泽", "雁湖", "竹海", "春晓",
    ]
    private static let kinds = [
        "市第一人民医院", "市人民医院", "市中心医院", "市中医医院", "大学附属第一医院", "大学附属医院", "县人民医院",
        "县中医医院", "市妇幼保健院", "市第三人民医院", "医科大学附属第二医院",
    ]
}
