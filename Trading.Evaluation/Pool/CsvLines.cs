namespace Trading.Evaluation.Pool;

/// <summary>A line of a file without its end (LF or CRLF). Of a line that is too long the bytes are left out.</summary>
internal readonly record struct CsvLine(int Number, byte[] Bytes, bool IsTooLong);

/// <summary>
/// The lines of a file, one at a time; at most one line and one buffer are held. A byte order mark is left out.
/// </summary>
internal sealed class CsvLines(Stream file)
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly byte[] buffer = new byte[1 << 16];
    private readonly byte[] line = new byte[TableLimits.LineBytes];
    private readonly Stack<CsvLine> pushed = new();
    private int filled;
    private int next;
    private long total;
    private int number;

    /// <summary>Whether the file has more bytes than a table may have; then the lines end there.</summary>
    public bool IsTooLarge => total > TableLimits.FileBytes;

    /// <summary>The line that the next one to be read is.</summary>
    public int NextNumber => pushed.TryPeek(out var again) ? again.Number : number + 1;

    /// <summary>Makes a line the next one again; the last one handed back comes first.</summary>
    public void PushBack(CsvLine again) => pushed.Push(again);

    /// <summary>The next line; null at the end.</summary>
    public CsvLine? Next()
    {
        if (pushed.TryPop(out var again))
            return again;
        var (length, isTooLong) = (0, false);
        if (!HasByte())
            return null;
        while (HasByte())
        {
            var rest = buffer.AsSpan(next, filled - next);
            var end = rest.IndexOf((byte)'\n');
            var piece = end < 0 ? rest : rest[..end];
            isTooLong |= piece.Length > line.Length - length;
            if (!isTooLong)
                piece.CopyTo(line.AsSpan(length));
            length = isTooLong ? 0 : length + piece.Length;
            next += piece.Length + (end < 0 ? 0 : 1);
            if (end >= 0)
                break;
        }
        return IsTooLarge ? null : Take(line.AsSpan(0, length), isTooLong);
    }

    private CsvLine Take(ReadOnlySpan<byte> bytes, bool isTooLong)
    {
        number++;
        if (number == 1 && bytes.StartsWith(Mark))
            bytes = bytes[Mark.Length..];
        return new CsvLine(number, (bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes).ToArray(), isTooLong);
    }

    private bool HasByte()
    {
        if (next < filled)
            return true;
        if (IsTooLarge)
            return false;
        (next, filled) = (0, file.Read(buffer));
        total += filled;
        return filled > 0;
    }
}
