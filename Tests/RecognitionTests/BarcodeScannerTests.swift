import Imaging
import Layout
import QRCodes
import Testing

@testable import Recognition
@testable import SlipGenerator

@Suite struct `A barcode on a page` {
    private func page(_ text: String, module: Int, x: Int, y: Int) throws -> Raster {
        let code = try #require(QRCode(text, upTo: QRCode.largest))
        let bitmap = Bitmap(width: 900, height: 700) { pixels in
            pixels.update(repeating: 245)
            for row in 0..<code.size * module {
                for column in 0..<code.size * module
                where code.isDark(row: row / module, column: column / module) {
                    let at = ((y + row) * 900 + x + column) * 3
                    pixels[at..<at + 3].update(repeating: 20)
                }
            }
        }
        return try bitmap.raster(dpi: 200)
    }

    @Test(arguments: ["01,06,11060124,0012345678,128.50,20240310,a1b2c3", "x", "合计:128.50元"])
    func `is read with its place`(text: String) throws {
        let page = try page(text, module: 5, x: 600, y: 40)
        let found = BarcodeScanner.barcodes(on: page)
        #expect(found.map(\.text) == [text])
        let box = try #require(found.first?.box)
        #expect(abs(box.left - 600) < 25 && abs(box.top - 40) < 25)
    }

    @Test(arguments: [107, 154, 192, 230, 271, 321, 367, 425])
    func `is read though it holds as much as its version can`(length: Int) throws {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/")
        let text = String((0..<length).map { letters[$0 * 7 % 38] })
        let page = try page(text, module: 4, x: 500, y: 40)
        #expect(BarcodeScanner.barcodes(on: page).map(\.text) == [text])
    }

    @Test(arguments: [1, 2])
    func `is a signed checkpoint as it was written`(signatures: Int) throws {
        let name = "slipway/log/0123456789abcdef"
        let line =
            "\u{2014} \(name) SIkJWaZPDZS/9dZOqF/Yl39shnIRwtE4WVPzjsPF+3UHqoWN22/hATwUMj1gzCpGcWvYhUXfHW0tTfxyUqdkiDDfTJA=\n"
        let note =
            "\(name)\n1234567\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            + String(repeating: line, count: signatures)
        let page = try page(note, module: 4, x: 500, y: 40)
        #expect(BarcodeScanner.barcodes(on: page).map(\.text) == [note])
    }

    @Test func `is none on a page of print`() throws {
        let boxes = (0..<200).map { Box(x: 20 + $0 % 20 * 40, y: 20 + $0 / 20 * 60, width: 26, height: 30) }
        let page = try MadePrint.page(width: 900, height: 700, boxes)
        let found = BarcodeScanner.barcodes(on: page)
        #expect(found.isEmpty)
    }
}
