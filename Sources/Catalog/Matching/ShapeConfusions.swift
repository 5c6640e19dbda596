/// What a text engine takes for what: characters of like shape, and characters that it cannot write at all.
enum ShapeConfusions {
    /// Characters of drug and item names that Tesseract's chi_sim has not in its character set.
    ///
    /// A page that prints one of them is always misread there, so that a difference at such a character says
    /// little. Source: the model's unicharset of 4 019 characters (tessdata_fast 4.1), compared with GB 2312
    /// level 1 and with the national names of drugs and service items.
    static let unwritable = Set(
        """
        αβγλω䓬䗪仟佃佗佯倔傀僳儡冗凛刽剁剐匝卟厩叁叼吖吠吩吭吮吱吲呋呛呤呱呸呻咆咐咙哚唁唬
        啃啄啪啮喋喳喹嗡嘌嘘嘧嘶噁噎噻嚎嚏嚷囟囤囱坍垛埂堑墒奄婪婶嫡孪孰孺寐尪屉岿峦巯帚帛幂幌忿
        怂怔怯恃恍恫恿悯悸惋惦惭惮惶惺憋憎憨懊懦戍戮扛扦抡抨抿拄拈拎拗拴拽挞捂捌捎捶捻掂掇掐掣掳
        掸揍揖揩搀搐搔搪搽摈撂撅撇撬撵擞攘攫敝斛斟斡晌晦曳朦枳枷柒柞柰栀栝桅桉桡梆椇椹椽楔楝楮榔
        榧榷榼槲槿橇橼檄檗殃殆毖毡氖氘氦汹沏沤沮泅泞泮涎涣涸淌淬湃湍滓滦漱潦炔炕烬煅煨熨燀燎狈狞
        狡狰猖猬猾獭玳珐瑁瓢瓤甙甥甭甾疖疚疟疥疬疳疵疽痂痈痞痧痨瘁瘢瘩瘪瘰瘴瘸瘿癀癃癥皑皿盂盅眨
        眯眺睑睬瞅瞥矗矽矾砒砜砰硷碉碴磕礞祟稗窿笆笺筏筐箍箕箩篓篙纫绦缄缎缨缬罂羹翱翳耙耪耵聍肄
        肟肮肱肼胍胝胫胬胯胳胼脒脯脷腆腙腭腱膈膘膦臃臆臼舀舔舷艽芎芡芩芫苁苄苈苎苡苣苫茁茇茚茴茺
        荜荽莨莰莶菀菔菖菝菟菪萁萆萘萜萸萹葙葜葶蒌蒎蒡蒺蒽蓍蓑蓖蓣蓼蔑蔫蔹蔼蕤蕲薏薢薤薷藁藐藜藿
        蘸虻蚓蚣蚧蚴蛀蛄蛊蛎蛔蛭蛰蛸蛹蜈蜒蜕蜣蝥蝮蝰蝼螵蟆蠲衅袄袒袢袱褂褥誊讣讥讫讹诃诌诣诧谆谗
        谩谰豉豢豨豺貉贲赊赘赡跖跺踌踝踞蹋蹬蹭蹿躇辗辙迂迢迸逞遁酊酐酗酞酣醌钆钎钡铆铋铡铰铱锄锆
        锑锗锨锶锹镊镐镣镧镫闰阂阈阉鞣颧饯馁馋骋骡骶骺髂鬃鲎鲑鸵鹳麝麸黍龈
        """.unicodeScalars.filter { $0 != "\n" })

    /// Groups of characters that are taken for one another, print for print.
    ///
    /// Sources: confusions measured on made pages with chi_sim, and pairs of like shape.
    private static let groups = [
        "甲申用四外田中电", "乙二了己已巳Zz2", "丙两内", "瓶撼扯拔钴", "日且月目曰白", "项顶", "氯氧毛氛氨氢氮", "胍肌服须", "铵匀按", "溴省",
        "炙灾笑秋", "芪旗莽茂", "肾皮竖", "人入八", "未末本木术", "土士上工", "干千于十", "天夫大太犬", "自白百", "免兔", "泮洋拌样",
        "丸九凡", "片斤厂", "注往住性", "液夜", "钠纳讷", "钙钓钩", "复夏", "清请情青静", "苓芩岑", "莲连链", "板扳极根", "血皿",
        "脑恼胸", "脾牌痹", "肠肋胁", "检捡验", "测侧则", "治冶", "次吹饮", "床庆", "位拉粒", "输愉", "管菅官", "凝疑", "射谢", "定走",
        "颗顆", "囊襄", "胶股肢", "散撒", "膏膂", "丹舟", "止正业", "子了于", "儿几九", "咳该", "热执", "宁字宇", "妇归", "科料",
        "经径", "宫官言", "阴明阳", "阿呵河", "司同可", "匹四", "林材村", "替普晋", "西酉", "头买", "沙纱砂", "星是", "环坏", "丁了",
        "苯荃", "酸酚", "酯脂", "醇醉", "糖搪", "维准", "米来", "利刊", "尼民", "平乎", "地池他", "洛格", "美关",
        "氨氮", "甘廿", "草革", "参叁", "黄黃", "芍药", "桂挂", "附对", "骨胃", "活话", "舒野", "解鲜", "毒素", "银根", "翘趐", "双又",
        "术木不", "切功", "除徐", "造选", "口日", "牙才", "义叉", "修俏", "查杳", "超起", "彩影", "图园", "因困",
        "数教", "分今", "析折", "培陪", "养差", "基某", "型刑", "级及极", "护沪", "理埋", "诊珍", "费贵", "床麻", "病痛", "室宝", "取敢",
        "吸圾", "氧氯", "换换", "药约", "穿穷", "刺剌", "活沽", "置罝", "缝逢", "合台", "引弓", "流疏", "针计", "膜摸模", "透诱",
        "支文", "盒盆", "袋装", "套奎", "包句", "个介", "一-", "二三", "院完浣", "儿j几l|", "囊圳赛吉囚", "丹月凡同及", "金全爹令侈", "口d品吕",
        "(人c",
        "i1l|j!", "o0", "s5", "z2", "b8", "g9q", "d0", "m皿", "(c", ")j",
        "u0v", "y丫", "x*", "a4", "e6", "t7", "αa", "βb8", "γyr", "ωw",
    ]

    private static let alike: [Unicode.Scalar: Set<Unicode.Scalar>] = {
        var alike: [Unicode.Scalar: Set<Unicode.Scalar>] = [:]
        for group in groups {
            let scalars = Set(NormalText(group).scalars)
            for scalar in scalars { alike[scalar, default: []].formUnion(scalars.subtracting([scalar])) }
        }
        return alike
    }()

    /// Whether the engine cannot write a character, whatever is printed.
    static func isUnwritable(_ scalar: Unicode.Scalar) -> Bool { unwritable.contains(scalar) }

    /// All characters that are taken for others.
    static var confusable: Dictionary<Unicode.Scalar, Set<Unicode.Scalar>>.Keys { alike.keys }

    /// Whether two characters are taken for one another.
    static func areAlike(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool { alike[a]?.contains(b) ?? false }

    /// What a seen character may stand for.
    static func likeness(of scalar: Unicode.Scalar) -> Set<Unicode.Scalar> { alike[scalar] ?? [] }
}
