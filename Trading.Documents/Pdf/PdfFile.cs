using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Documents.Pdf;

/// <summary>
/// The bytes of a file: objects written in the order of their numbers, then where they stand: a plain table and a
/// trailer, or, with packed objects, one compressed stream. The ID is a hash of all before it.
/// </summary>
internal sealed class PdfFile
{
    private const int MostPacked = 500;
    private const int RowBytes = 7;
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _offsets = [];
    private readonly List<string> _packed = [];

    public PdfFile() => Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");

    /// <summary>The number that the next object gets.</summary>
    public int Next => _offsets.Count + _packed.Count + 1;

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
    public void AddStream(int number, ReadOnlySpan<byte> content, string entries = "") =>
        AddStreamAsIs(number, Deflate.Zlib(content), $"{entries}/Filter/FlateDecode");

    /// <summary>Writes a stream object whose bytes everybody can read in the file.</summary>
    public void AddStreamAsIs(int number, ReadOnlySpan<byte> content, string entries)
    {
        Begin(number);
        Write($"<<{entries}/Length {content.Length}>>\nstream\n");
        _bytes.Write(content);
        Write("\nendstream\nendobj\n");
    }

    /// <summary>
    /// An object that shares a compressed stream with others (ISO 32000-1, 7.5.7). Behind the first of them come only
    /// more of them, and the file ends with <see cref="FinishPacked"/>.
    /// </summary>
    public void AddPacked(int number, string body)
    {
        if (number != Next)
            throw new InvalidOperationException($"object {number} is packed where {Next} was planned");
        _packed.Add(body);
    }

    public byte[] Finish(int catalog, int information)
    {
        var start = Position;
        Write($"xref\n0 {Next}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
            Write($"{offset.ToString("D10", CultureInfo.InvariantCulture)} 00000 n \n");
        var id = Id();
        Write($"trailer\n<</Size {Next}/Root {catalog} 0 R/Info {information} 0 R/ID[<{id}><{id}>]>>\n");
        End(start);
        return _bytes.WrittenSpan.ToArray();
    }

    /// <summary>The packed objects in streams of five hundred, then the cross-reference stream.</summary>
    public byte[] FinishPacked(int catalog, int information)
    {
        var (plain, firstStream) = (_offsets.Count, Next);
        var rows = new List<(byte Kind, int Place, int Index)> { (0, 0, 65_535) };
        rows.AddRange(_offsets.Select(offset => ((byte)1, offset, 0)));
        rows.AddRange(_packed.Select((_, i) => ((byte)2, firstStream + i / MostPacked, i % MostPacked)));
        var number = firstStream;
        var streams = _packed.Chunk(MostPacked).Select((bodies, i) => (Number: firstStream + i, Bodies: bodies));
        foreach (var (stream, bodies) in streams)
        {
            rows.Add((1, Position, 0));
            WritePacked(stream, plain + 1 + (stream - firstStream) * MostPacked, bodies);
            number = stream + 1;
        }
        var start = Position;
        rows.Add((1, start, 0));
        var id = Id();
        var content = Deflate.Zlib(Rows(rows));
        Write(
            $"{number} 0 obj\n<</Type/XRef/Size {rows.Count}/W[1 4 2]/Root {catalog} 0 R/Info {information} 0 R"
                + $"/ID[<{id}><{id}>]/DecodeParms<</Predictor 12/Columns {RowBytes}>>/Filter/FlateDecode"
                + $"/Length {content.Length}>>\nstream\n"
        );
        _bytes.Write(content);
        Write("\nendstream\nendobj\n");
        End(start);
        return _bytes.WrittenSpan.ToArray();
    }

    private void WritePacked(int number, int first, string[] bodies)
    {
        var (places, all) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < bodies.Length; i++)
        {
            places.Append(CultureInfo.InvariantCulture, $"{first + i} {all.Length} ");
            all.Append(bodies[i]).Append('\n');
        }
        var content = Deflate.Zlib(Encoding.ASCII.GetBytes($"{places}{all}"));
        Write(
            $"{number} 0 obj\n<</Type/ObjStm/N {bodies.Length}/First {places.Length}/Filter/FlateDecode"
                + $"/Length {content.Length}>>\nstream\n"
        );
        _bytes.Write(content);
        Write("\nendstream\nendobj\n");
    }

    // Each row is the difference to the one above (PNG's "up"): most rows differ in one byte.
    private static byte[] Rows(List<(byte Kind, int Place, int Index)> rows)
    {
        var bytes = new List<byte>(rows.Count * (RowBytes + 1));
        var above = new byte[RowBytes];
        foreach (var (kind, place, index) in rows)
        {
            byte[] row =
            [
                kind,
                (byte)(place >> 24),
                (byte)(place >> 16),
                (byte)(place >> 8),
                (byte)place,
                (byte)(index >> 8),
                (byte)index,
            ];
            bytes.Add(2);
            bytes.AddRange(row.Zip(above, (now, before) => unchecked((byte)(now - before))));
            above = row;
        }
        return [.. bytes];
    }

    private string Id() => Convert.ToHexString(SHA256.HashData(_bytes.WrittenSpan).AsSpan(0, 16));

    private void End(int start) => Write($"startxref\n{start.ToString(CultureInfo.InvariantCulture)}\n%%EOF\n");

    private void Begin(int number)
    {
        if (number != Next || _packed.Count > 0)
            throw new InvalidOperationException($"object {number} is written where {Next} was planned");
        _offsets.Add(Position);
        Write($"{number} 0 obj\n");
    }

    private void Write(string latin) => _bytes.Write(Encoding.Latin1.GetBytes(latin));
}
