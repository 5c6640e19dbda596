import Testing

@testable import SlipGenerator

@Suite struct `The items of a made e-form` {
    @Test func `leave room for eight characters of a name, however many stand side by side`() {
        for seed in UInt64(0)..<300 {
            var random = SeededRandom(seed: seed)
            let look = ElectronicLook(width: 186, random: &random)
            let others = look.parts.reduce(ElectronicLook.gap) { $0 + $1.width + ElectronicLook.gap }
            let room = 186 / Double(look.columns) / look.style.size - others
            #expect(room >= 7.99, "\(look.columns) columns, \(look.parts.map(\.heading))")
            #expect(look.style.size >= 2.2, "\(look.style.size) mm")
        }
    }
}
