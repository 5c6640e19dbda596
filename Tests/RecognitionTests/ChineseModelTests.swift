import Foundation
import Testing

@testable import Recognition
@testable import SlipGenerator

/// What the Chinese model that Slipway ships can write.
struct ChineseModelTests {
    @Test func `writes every character of the catalog's names and specs`() throws {
        let known = try characters()
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../catalog").standardized
        for list in ["drugs.csv", "services.csv", "consumables.csv"] {
            let text = try String(contentsOf: folder.appending(path: list), encoding: .utf8)
            let missing = Set(written(text)).subtracting(known)
            #expect(missing.isEmpty, "\(list): \(missing.map(String.init).sorted())")
        }
    }

    @Test func `writes every common character`() throws {
        let missing = Set(CommonCharacters.levelOne).subtracting(try characters())
        #expect(missing.isEmpty, "\(missing.map(String.init).sorted())")
    }

    @Test(arguments: [
        "胍呋噻嘧喹吲哚嘌呤泮缬炔苄芩芎枳栀藿揿腭", "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正", "×℃μⅠⅡⅢⅣαβγ≥≤±·¥△▲★☆※%‰",
    ])
    func `writes what slips need and chi_sim lacks`(_ needed: String) throws {
        let missing = Set(needed).subtracting(try characters())
        #expect(missing.isEmpty, "\(missing.map(String.init).sorted())")
    }

    /// The text as the model writes it: punctuation of full width as half width, as chi_sim does.
    private func written(_ text: String) -> String {
        let wide = text.unicodeScalars.map { scalar -> Character in
            switch scalar.value {
            case 0xFF0C: "，"
            case 0xFF01...0xFF5E: Character(Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21)))
            case 0x2014, 0x2013, 0x2212: "-"
            // Radicals that lists use for the characters that they look like.
            case 0x2E80...0x2FDF: String(scalar).precomposedStringWithCompatibilityMapping.first ?? "?"
            default: Character(scalar)
            }
        }
        return String(wide.filter { !$0.isWhitespace && $0 != "\u{FEFF}" })
    }

    /// The characters of the model's character set, a component of its file that is plain text.
    private func characters() throws -> Set<Character> {
        let path = "\(ModelFolder.path)/\(ModelFolder.chinese).traineddata"
        let data = try Data(contentsOf: URL(filePath: path))
        // A count of components (32 bits), then the place of each (64 bits, -1 where it has none).
        let characterSet = 21
        func place(_ component: Int) -> Int64 {
            data.subdata(in: 4 + component * 8..<12 + component * 8).reversed()
                .reduce(0) { $0 << 8 | Int64($1) }
        }
        let start = Int(place(characterSet))
        let count = Int(data[0])
        let end = (0..<count).map { Int(place($0)) }.filter { $0 > start }.min() ?? data.count
        let text = String(decoding: data.subdata(in: start..<end), as: UTF8.self)
        let words = text.split(separator: "\n").dropFirst().compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
        #expect(words.count > 4000)
        return Set(words.filter { $0.count == 1 }.compactMap(\.first))
    }
}
