import Foundation

extension Bitmap {
    /// Blurs by a Gaussian of a standard deviation in pixels, along rows and then along columns.
    mutating func blur(deviation: Double) {
        guard deviation > 0.05 else { return }
        let reach = max(1, Int((deviation * 2.5).rounded(.up)))
        let raw = (-reach...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
        let sum = raw.reduce(0, +)
        var kernel = raw.map { Int(($0 / sum * 65_536).rounded()) }
        kernel[reach] += 65_536 - kernel.reduce(0, +)
        let across = convolved(kernel, step: 3, length: width) { index, size in index % size }
        pixels = across
        let rowBytes = width * 3
        pixels = convolved(kernel, step: rowBytes, length: height) { index, _ in index / (rowBytes / 3) }
    }

    /// Convolves along one direction; pixels beyond the edge repeat the edge.
    private func convolved(
        _ kernel: [Int], step: Int, length: Int, position: (_ pixel: Int, _ width: Int) -> Int
    ) -> [UInt8] {
        let reach = kernel.count / 2
        let size = width
        let count = pixels.count
        return pixels.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: count) { target, filled in
                for pixel in 0..<count / 3 {
                    let place = position(pixel, size)
                    let at = pixel * 3
                    for channel in at..<at + 3 {
                        var sum = 32_768
                        for tap in 0..<kernel.count {
                            let offset = max(-place, min(length - 1 - place, tap - reach))
                            sum += kernel[tap] * Int(source[channel + offset * step])
                        }
                        target[channel] = UInt8(max(0, min(255, sum >> 16)))
                    }
                }
                filled = count
            }
        }
    }
}
