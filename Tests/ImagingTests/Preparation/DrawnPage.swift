import CLeptonica
import Layout
import Testing

@testable import Imaging

/// Pages drawn with plain rectangles: characters are strokes in squares, all of them the same for the same place.
enum DrawnPage {
    struct Colour {
        var red: UInt32
        var green: UInt32
        var blue: UInt32

        static let white = Colour(grey: 255)
        static let black = Colour(grey: 0)
        static let red = Colour(red: 224, green: 40, blue: 48)

        init(grey: UInt32) { self.init(red: grey, green: grey, blue: grey) }

        init(red: UInt32, green: UInt32, blue: UInt32) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// The pixel's value at a depth; black is 1 at one bit.
        func value(depth: Int) -> UInt32 {
            switch depth {
            case 1: red < 128 ? 1 : 0
            case 32: red << 24 | green << 16 | blue << 8
            default: red
            }
        }
    }

    /// A noncopyable value cannot go through `#require`.
    static func made(_ raster: consuming Raster?) throws -> Raster {
        guard let raster else { throw PagesForDecoding.NoMemory() }
        return raster
    }

    static func blank(width: Int, height: Int, depth: Int = 8, colour: Colour = .white) throws -> Raster {
        let page = try PagesForDecoding.owned(pixCreate(l_int32(width), l_int32(height), l_int32(depth)))
        pixSetAllArbitrary(page.pix, colour.value(depth: depth))
        pixSetResolution(page.pix, 300, 300)
        return page
    }

    static func fill(_ box: Layout.Box, _ colour: Colour = .black, on page: borrowing Raster) {
        var frame = boxCreate(l_int32(box.x), l_int32(box.y), l_int32(box.width), l_int32(box.height))
        pixSetInRectArbitrary(page.pix, frame, colour.value(depth: page.depth))
        boxDestroy(&frame)
    }

    /// A character: frame strokes and a middle stroke that vary with the place, as high and wide as `em`.
    static func character(x: Int, y: Int, em: Int, _ colour: Colour = .black, on page: borrowing Raster) {
        let stroke = max(2, em / 10)
        let kind = (x / 7 + y / 3) % 4
        fill(Layout.Box(x: x, y: y, width: em, height: stroke), colour, on: page)
        fill(Layout.Box(x: x, y: y + em - stroke, width: em, height: stroke), colour, on: page)
        fill(Layout.Box(x: x + em / 2 - stroke / 2, y: y, width: stroke, height: em), colour, on: page)
        if kind != 0 { fill(Layout.Box(x: x, y: y, width: stroke, height: em), colour, on: page) }
        if kind > 1 {
            fill(Layout.Box(x: x, y: y + em / 2, width: em, height: stroke), colour, on: page)
        }
        if kind == 3 {
            fill(Layout.Box(x: x + em - stroke, y: y, width: stroke, height: em), colour, on: page)
        }
    }

    /// A character of seven by seven dots that do not touch, as pins print it.
    static func dottedCharacter(x: Int, y: Int, em: Int, on page: borrowing Raster) {
        let pitch = em / 7
        let dot = pitch * 2 / 3
        for row in 0..<7 {
            for column in 0..<7 where row % 3 == 0 || column % 3 == 0 {
                fill(Layout.Box(x: x + column * pitch, y: y + row * pitch, width: dot, height: dot), on: page)
            }
        }
    }

    /// The top left corners of characters in words of four, in lines twice as high as the characters.
    static func places(in area: Layout.Box, em: Int) -> [(x: Int, y: Int)] {
        stride(from: area.top, through: area.bottom - em, by: em * 2).flatMap { y in
            stride(from: area.left, through: area.right - em, by: em * 6 / 5)
                .enumerated().filter { $0.offset % 5 != 4 }
                .map { (x: $0.element, y: y) }
        }
    }

    /// Lines of characters that fill an area.
    static func print(
        in area: Layout.Box, em: Int, _ colour: Colour = .black, on page: borrowing Raster
    ) {
        for place in places(in: area, em: em) {
            character(x: place.x, y: place.y, em: em, colour, on: page)
        }
    }

    /// A page of print with margins.
    static func page(
        width: Int = 900, height: Int = 1100, em: Int = 36, depth: Int = 8, ink: Colour = .black
    ) throws -> Raster {
        let page = try blank(width: width, height: height, depth: depth)
        print(
            in: Layout.Box(left: 80, top: 90, right: width - 80, bottom: height - 90), em: em, ink, on: page)
        return page
    }

    /// A round seal's rim.
    static func ring(x: Int, y: Int, radius: Int, _ colour: Colour, on page: borrowing Raster) {
        for dy in -radius...radius {
            for dx in -radius...radius {
                let distance = dx * dx + dy * dy
                guard distance <= radius * radius, distance >= (radius - 10) * (radius - 10) else { continue }
                // A stamp lets the print below show through.
                let (px, py) = (l_int32(x + dx), l_int32(y + dy))
                var old: UInt32 = 0
                pixGetPixel(page.pix, px, py, &old)
                let value = colour.value(depth: page.depth)
                pixSetPixel(page.pix, px, py, old >> 24 < 100 ? old : value)
            }
        }
    }

    /// Takes light from a pixel of an 8-bit page.
    static func darken(x: Int, y: Int, to light: Int, on page: borrowing Raster) {
        var old: UInt32 = 0
        pixGetPixel(page.pix, l_int32(x), l_int32(y), &old)
        pixSetPixel(page.pix, l_int32(x), l_int32(y), old * UInt32(light) / 255)
    }

    /// How many pixels differ between two black-and-white pages of one size.
    static func difference(_ a: borrowing Raster, _ b: borrowing Raster) throws -> Int {
        let changed = try PagesForDecoding.owned(pixXor(nil, a.pix, b.pix))
        return changed.blackPixels(in: Layout.Box(x: 0, y: 0, width: a.width, height: a.height))
    }
}
