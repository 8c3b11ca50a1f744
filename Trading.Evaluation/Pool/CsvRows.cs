namespace Trading.Evaluation.Pool;

/// <summary>One cell: the line where it begins and its text, or null where the bytes are not UTF-8.</summary>
internal readonly record struct CsvCell(int Line, string? Text);

/// <summary>A row as the file has it; where its form is broken, what is wrong and in which cell (from 1).</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<CsvCell> Cells, TableFaultCode? Broken = null, int Column = 0);

/// <summary>
/// The rows of a file by RFC 4180: cells between commas, quoted ones between quotation marks, a quotation mark in them
/// doubled. A quoted cell may go over several lines. One that nobody closes breaks its own line alone: reading goes on
/// with the next.
/// </summary>
internal static class CsvRows
{
    private const byte Quote = (byte)'"';
    private const byte Comma = (byte)',';

    private enum Shape
    {
        Whole,
        Open,
        Stray,
    }

    /// <summary>A cell's bytes, quotation marks included, from <paramref name="Start"/> to before End.</summary>
    private readonly record struct Place(int Start, int End);

    /// <summary>Every row up to the end of the lines.</summary>
    public static IEnumerable<CsvRow> Of(CsvLines lines)
    {
        while (lines.Next() is { } first)
            yield return RowOf(lines, first);
    }

    private static CsvRow RowOf(CsvLines lines, CsvLine first)
    {
        if (first.IsTooLong)
            return new CsvRow(first.Number, [], TableFaultCode.LineTooLong);
        var (shape, places) = Split(first.Bytes);
        return shape switch
        {
            Shape.Whole => Read(first.Number, first.Bytes, places),
            Shape.Stray => new CsvRow(first.Number, [], TableFaultCode.StrayQuote, places.Count),
            _ => Continued(lines, first, places.Count),
        };
    }

    // The closing mark may stand some lines further down. Where it does not, the lines are rows of their own.
    private static CsvRow Continued(CsvLines lines, CsvLine first, int column)
    {
        var taken = new Stack<CsvLine>();
        var bytes = first.Bytes;
        while (lines.Next() is { } more)
        {
            taken.Push(more);
            if (more.IsTooLong || bytes.Length + 1 + more.Bytes.Length > TableLimits.LineBytes)
                break;
            bytes = [.. bytes, (byte)'\n', .. more.Bytes];
            var (shape, places) = Split(bytes);
            if (shape == Shape.Whole)
                return Read(first.Number, bytes, places);
            if (shape == Shape.Stray)
                break;
        }
        while (taken.TryPop(out var back))
            lines.PushBack(back);
        return new CsvRow(first.Number, [], TableFaultCode.OpenQuote, column);
    }

    // The last place is the one that is open or stray.
    private static (Shape Shape, List<Place> Places) Split(ReadOnlySpan<byte> row)
    {
        var places = new List<Place>(16);
        for (var at = 0; ; at++)
        {
            var start = at;
            var isQuoted = at < row.Length && row[at] == Quote;
            var end = isQuoted ? EndOfQuoted(row, at) : EndOfPlain(row, at);
            places.Add(new Place(start, end));
            if (end < 0)
                return (Shape.Open, places);
            if (end < row.Length && row[end] != Comma)
                return (Shape.Stray, places);
            if (end >= row.Length)
                return (Shape.Whole, places);
            at = end;
        }
    }

    private static int EndOfPlain(ReadOnlySpan<byte> row, int at)
    {
        var length = row[at..].IndexOfAny(Comma, Quote);
        return length < 0 ? row.Length : at + length;
    }

    // −1 where no mark closes the cell.
    private static int EndOfQuoted(ReadOnlySpan<byte> row, int at)
    {
        for (at++; at < row.Length; at++)
        {
            if (row[at] != Quote)
                continue;
            if (at + 1 >= row.Length || row[at + 1] != Quote)
                return at + 1;
            at++;
        }
        return -1;
    }

    private static CsvRow Read(int line, ReadOnlySpan<byte> row, List<Place> places)
    {
        var cells = new CsvCell[places.Count];
        var from = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            var (start, end) = places[i];
            line += row[from..start].Count((byte)'\n');
            from = start;
            cells[i] = new CsvCell(line, TextOf(row[start..end]));
        }
        return new CsvRow(cells[0].Line, cells);
    }

    private static string? TextOf(ReadOnlySpan<byte> cell)
    {
        var inner = cell is [Quote, .., Quote] ? cell[1..^1] : cell;
        if (!System.Text.Unicode.Utf8.IsValid(inner))
            return null;
        var text = WireText.Utf8.GetString(inner);
        return inner.Length < cell.Length ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }
}
