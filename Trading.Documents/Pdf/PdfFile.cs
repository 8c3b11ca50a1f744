using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Documents.Pdf;

/// <summary>
/// The bytes of a file: objects written in the order of their numbers, a plain cross-reference table, a trailer whose
/// ID is a hash of all before it.
/// </summary>
internal sealed class PdfFile
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _offsets = [];

    public PdfFile() => Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");

    /// <summary>The number that the next object gets.</summary>
    public int Next => _offsets.Count + 1;

    public int Position => _bytes.WrittenCount;

    /// <summary>
    /// Writes an object whose number the caller knows already: numbers are planned, so that objects can name later
    /// ones.
    /// </summary>
    public void Add(int number, string body)
    {
        Begin(number);
        Write(body);
        Write("\nendobj\n");
    }

    /// <summary>Writes a compressed stream object.</summary>
    public void AddStream(int number, ReadOnlySpan<byte> content, string entries = "")
    {
        var packed = Deflate.Zlib(content);
        Begin(number);
        Write($"<<{entries}/Filter/FlateDecode/Length {packed.Length}>>\nstream\n");
        _bytes.Write(packed);
        Write("\nendstream\nendobj\n");
    }

    public byte[] Finish(int catalog, int information)
    {
        var start = Position;
        Write($"xref\n0 {Next}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
            Write($"{offset.ToString("D10", CultureInfo.InvariantCulture)} 00000 n \n");
        var id = Convert.ToHexString(SHA256.HashData(_bytes.WrittenSpan).AsSpan(0, 16));
        Write(
            $"trailer\n<</Size {Next}/Root {catalog} 0 R/Info {information} 0 "
                + $"R/ID[<{id}><{id}>]>>\nstartxref\n{start.ToString(CultureInfo.InvariantCulture)}\n%%EOF\n"
        );
        return _bytes.WrittenSpan.ToArray();
    }

    private void Begin(int number)
    {
        if (number != Next)
            throw new InvalidOperationException($"object {number} is written where {Next} was planned");
        _offsets.Add(Position);
        Write($"{number} 0 obj\n");
    }

    private void Write(string latin) => _bytes.Write(Encoding.Latin1.GetBytes(latin));
}
