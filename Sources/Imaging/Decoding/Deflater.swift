internal import CZlib
internal import Glibc

/// A zlib stream in the making, for input of a known size.
struct Deflater: ~Copyable {
    // zlib keeps a pointer back to the stream, which must therefore never move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableBufferPointer<UInt8>

    /// - Parameters:
    ///   - level: 1, quick, to 9, tight.
    ///   - inputBytes: The size of all the input together.
    init?(level: Int, inputBytes: Int) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = CInt(MemoryLayout<z_stream>.size)
        guard deflateInit_(stream, CInt(level), ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            return nil
        }

        let bound = Int(deflateBound(stream, uLong(inputBytes)))
        guard let memory = malloc(bound) else {
            deflateEnd(stream)
            stream.deallocate()
            return nil
        }
        self.stream = stream
        output = UnsafeMutableBufferPointer(start: memory.assumingMemoryBound(to: UInt8.self), count: bound)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = uInt(bound)
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        free(output.baseAddress)
    }

    /// Adds input; all of it together is no more than was announced.
    func add(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBufferPointer { bytes in
            stream.pointee.next_in = bytes.baseAddress
            stream.pointee.avail_in = uInt(bytes.count)
            _ = deflate(stream, Z_NO_FLUSH)
        }
    }

    /// The whole stream; nil if it did not fit, as cannot be with input of the size announced.
    func finished() -> [UInt8]? {
        guard deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
        return Array(output.prefix(output.count - Int(stream.pointee.avail_out)))
    }
}
