internal import Layout

/// A person's name as it was read, and whether it may be trusted.
///
/// Source: common knowledge of Chinese names: a surname of a closed set, then one or two given characters, of which
/// a few hundred make up most names; names of other peoples have a dot within.
struct PersonName {
    var text: String
    /// What it was made of.
    private(set) var raw: String
    /// Whether the reading is likely enough to be right without a second one.
    var isSure: Bool
    /// Whether every character is one that names are made of.
    var isUsual: Bool
    /// Whether a character stands for the one that was read.
    let isRepaired: Bool

    /// Words of titles, which begin with what may be a label: 患者费用清单.
    private static let titleWords = ["费用", "清单", "明细", "票据", "收据", "处方", "结算"]

    /// The least confidence of a character that is usual in its place, and of any other.
    private static let (usualConfidence, otherConfidence) = (0.88, 0.985)

    /// The name that text begins with; nil where it begins with none.
    ///
    /// - Parameters:
    ///   - text: What stands behind the label.
    ///   - confidences: The engine's, of each character of `text`.
    init?(_ text: String, confidences: [Double]) {
        let characters = Array(text.prefix { $0.isHan || $0 == "\u{B7}" })
        let word = String(characters)
        guard (2...6).contains(characters.count), !Self.titleWords.contains(where: { word.contains($0) })
        else {
            return nil
        }
        var letters = characters
        let isCompound = characters.count > 2 && Self.compounds.contains(String(characters.prefix(2)))
        var isRepaired = false
        if !isCompound, !Self.surnames.contains(letters[0]), let surname = Self.surname(readAs: letters[0]) {
            letters[0] = surname
            isRepaired = true
        }
        let surnameLength = isCompound ? 2 : 1
        for i in surnameLength..<letters.count {
            guard !Self.given.contains(letters[i]), let usual = Self.givenReadAs[letters[i]] else { continue }
            letters[i] = usual
            isRepaired = true
        }
        let usual = letters.enumerated().map { i, letter in
            i < surnameLength ? isCompound || Self.surnames.contains(letter) : Self.given.contains(letter)
        }
        self.text = String(letters)
        raw = text
        self.isRepaired = isRepaired
        isUsual = usual.allSatisfy(\.self) && letters.count <= surnameLength + 2
        let sure = zip(usual, confidences).allSatisfy { isUsual, confidence in
            confidence >= (isUsual ? Self.usualConfidence : Self.otherConfidence)
        }
        // What is no surname was nearly always misread from one, however sure the engine is.
        isSure =
            sure && usual[0] && !isRepaired && letters.count <= surnameLength + 2
            && !Self.rareLookAlikes.contains(letters[0])
    }

    /// The name behind a label; that of another reading where the first is made of characters that names seldom have and the
    /// other is not, which then is never sure.
    init?(of value: LabelledValue) {
        let first = PersonName(value.text, confidences: value.confidences)
        if first?.isPlain != true {
            let others = value.others.compactMap { PersonName($0, confidences: []) }
            if var other = others.first(where: \.isPlain) {
                other.isSure = false
                self = other
                return
            }
        }
        guard let first else { return nil }
        self = first
    }

    /// Whether it was read as it stands, and of characters that names are made of.
    private var isPlain: Bool {
        isUsual && !isRepaired && text.first.map { !Self.rareLookAlikes.contains($0) } == true
    }

    /// The surname that a character which is none is known to be misread from.
    private static func surname(readAs seen: Character) -> Character? {
        lookAlikes.first { $0.1.contains(seen) }?.0
    }

    private static let compounds: Set<String> = [
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯", "宇文", "长孙", "端木", "南宫", "独孤",
        "西门", "闻人", "呼延", "万俟", "轩辕", "钟离", "申屠", "澹台", "拓跋",
    ]

    /// Source: 《百家姓》 and the surnames most frequent in the census of 2010.
    static let surnames = Set(
        """
        王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾\
        夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹欧\
        耿关焦左柳祝甘包宁符阮尚舒纪柯梅童毕单裴霍成苗谷盛曲翁冉骆蓝路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司古吉缪简车项连芦\
        麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封谈匡鞠惠荆\
        乐冀胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉仝伊候阎萧傅涂代叶丘凌宣郁昝经干诸水窦云花俞柳酆凤元平湛汲邴糜松井富乌焦巴弓牧\
        隗山谷宓蓬郗印宿怀从鄂索咸籍赖卓屠池乔阴闭别晁勾訾阙那空曾毋沙养丰巢关蒯相后竺权逯盖益桓公
        """.filter(\.isHan))

    /// Characters that are no surnames, by the surname that is taken for them.
    private static let lookAlikes: [(Character, String)] = [
        ("秦", "泰奏春"), ("吴", "昊呈"), ("张", "弥帐"), ("陈", "阵"), ("杨", "扬场"), ("赵", "超起越"), ("周", "同固"),
        ("朱", "末未"),
        ("刘", "刊列"), ("王", "玉五主"), ("李", "字"), ("孙", "引"), ("何", "伺问"), ("郭", "敦"), ("罗", "岁"), ("谢", "射谓"),
        ("许", "讦诈"), ("冯", "妈码汉"), ("沈", "沉忱洮"), ("吕", "品吾吊昌"), ("蒋", "将奖薪"), ("姜", "羞美"), ("施", "旅拖"),
        ("严", "产亚"),
        ("褚", "诺猪"), ("钱", "线残"), ("曹", "槽草"), ("魏", "巍"), ("袁", "表衰囊"), ("邹", "皱"), ("潘", "播"), ("范", "苑"),
        ("鲁", "鲜"),
        ("任", "仟仕"), ("贾", "买瘿缨蔷"), ("夏", "复"), ("彭", "膨"), ("薛", "辞"), ("贺", "驾"),
        ("余", "休"), ("梁", "粱"), ("林", "材"), ("杜", "社"), ("孟", "盂"), ("顾", "顿"), ("邵", "绍"), ("武", "式"),
        ("雷", "霉"), ("龚", "袭"), ("廖", "寥"), ("陆", "陕"), ("卢", "户"), ("韩", "朝"), ("黄", "横"), ("石", "右"),
        ("田", "由"), ("阎", "阅"),
    ]

    /// Rare surnames as which this program was seen to read a frequent one, however sure the engine was: 费 for 贾, 蔺 for 蒋.
    private static let rareLookAlikes: Set<Character> = ["费", "蔺"]

    /// Characters that names seldom have, with the usual one that this program was seen to read so.
    ///
    /// Source: readings of made slips whose names are known.
    private static let givenReadAs: [Character: Character] = [
        "起": "霞", "舌": "磊", "洗": "浩", "菩": "燕", "秃": "秀",
    ]

    /// Characters usual in given names.
    private static let given = Set(
        """
        伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉兰志春梅海燕晨雨佳欣子涵浩宇思远安宁康乐清云红玲辉斌波鹏飞林峰健俊凯琴莉\
        萍颖丹洁慧雪琳倩婷媛萱琪瑶悦梦诗雅怡晓小大东西南北方长成德福贵荣富昌庆祥瑞永正中立新世家学良才根生水火金木土山川江河湖天地日月星辰\
        光亮阳旭昊晴虹凤龙虎马鹤鹰仙仁义礼智信忠孝廉诚和谦谨恒毅恩惠爱美善真纯素珍珠宝琼瑛瑾璇璐钰铭锋钧钢铁锦鑫银兴旺发财进步胜利全民众\
        喜贤君士武斗战卫守宗祖先业基础广博大同心如意可人爽畅达顺通晋升高尚维绍继承传延寿松柏竹菊莲荷蓉蕾薇芝茜芬芸苗菁菲萌蓓兵彬宾\
        炳炜烨煜焕灿耀坤乾震巍岩峻岚岭泉泽润淑淼渊深洪浪源滨潇澜鸿翔翰冰凝寒冬秋夏青蓝紫彩朝夕晖昕景晶智曼舒淳妍娇姣娥婉婧嫣姗妮妹\
        月有尔亚伊依伶俐倪偲允元兆克冉再加劲化千升卓友双叶名后向君启员园圆培境奇奕好宏宜定宝宪尊少尧展岳川州帅常干年幼庭开弘彤彦彪\
        征德必怀怡恬悠惟成扬拥振捷政敬斯新施昆易映显晗普智曙会朋权来柔柳桃森楠榕歌正殿民永汉汝沁沛治法泓洲济湘溪滢漫灵炎然煊燕珂珊理\
        琦琰瑜璟甜生甫用登百皓益盈盛相真睿知石硕磊礼社禹秉科程稳童笑笛筠箫精红纪素紫红绮维罡羽翠耘聪肖胤致舟航艺芃苇若英茂范荃莎菡葳蒙蔚蕊\
        虎行裕西言誉诺豪贝贞贤赫超跃路轩载辰迅运连迪逸遥邦郁鉴钦锐长闯阔阳隆雁雄雯霖霆露靖韬韵音页顶颜风驰骏鲁鹭麒麟黎默齐保凡其冠初勋勤\
        汛付巧秋翠付顺花香梅满仓栓柱锁拴石头孩妞团圆会巧云仙爱娣招弟
        """.filter(\.isHan))
}
