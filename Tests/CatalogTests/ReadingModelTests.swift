import Testing

@testable import Catalog

@Suite struct `What misreadings cost` {
    private static let counts = {
        var counts = ReadingCounts()
        for _ in 0..<40 { counts.add(printed: "妇康胶囊", read: "妇康胶圳", confidences: [0.99, 0.99, 0.98, 0.82]) }
        for _ in 0..<60 { counts.add(printed: "妇康胶囊", read: "妇康胶囊", confidences: [0.99, 0.99, 0.98, 0.97]) }
        for _ in 0..<10 { counts.add(printed: "◆调经丸", read: "售调经丸", confidences: []) }
        return counts
    }()

    private static func scalar(_ text: String) -> Unicode.Scalar { text.unicodeScalars.first ?? "?" }

    @Test func `counts survive being written and read`() {
        #expect(ReadingCounts(text: Self.counts.text) == Self.counts)
        #expect(Self.counts.text.contains("character 囊 printed 100 right 60 lost 0 圳 40"))
    }

    @Test func `texts that have too little in common are not counted`() {
        var counts = ReadingCounts()
        let isCounted = counts.add(printed: "阿莫西林胶囊", read: "陪护费", confidences: [])
        #expect(!isCounted)
        #expect(counts.printed == 0)
    }

    @Test func `a character lost or added does not shift the others`() {
        var counts = ReadingCounts()
        counts.add(printed: "普通病房床位费", read: "普病房.床位费", confidences: [])
        #expect(counts.text.contains("character 通 printed 1 right 0 lost 1"))
        #expect(counts.text.contains("character 费 printed 1 right 1 lost 0"))
        #expect(counts.text.contains("extra . 1"))
    }

    @Test func `what was often misread so is cheap, and strangers are dear`() {
        let model = ReadingModel(Self.counts)
        let known = model.substitution(of: Self.scalar("囊"), by: Self.scalar("圳"))
        let alike = model.substitution(of: Self.scalar("未"), by: Self.scalar("末"))
        let stranger = model.substitution(of: Self.scalar("康"), by: Self.scalar("圳"))
        #expect(known < 0.15)
        #expect(known < alike && alike < stranger)
        #expect(stranger > 0.6)
    }

    @Test func `a character that the engine was sure of is dearer to take for another`() {
        let model = ReadingModel(Self.counts)
        #expect(model.surety(0.99) > 0)
        #expect(model.surety(0.82) < 0)
        #expect(model.rightShare(0.99) > 0.9)
        #expect(model.rightShare(0.82) < 0.3)
    }

    @Test func `a mark before a name may have been read as a character`() {
        let model = ReadingModel(Self.counts)
        #expect(model.mark(Self.scalar("售")) < model.extra(Self.scalar("售")))
    }

    @Test func `the counts that are built in hold the characters of names`() {
        let learned = ReadingCounts(text: String(decoding: PackageResources.readings_txt, as: UTF8.self))
        #expect(learned.printed > 1000)
        #expect(ReadingModel.learned.surety(0.99) > ReadingModel.learned.surety(0.8))
    }
}
