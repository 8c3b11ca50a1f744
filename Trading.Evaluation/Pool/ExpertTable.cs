using System.Globalization;
using System.Text;

namespace Trading.Evaluation.Pool;

/// <summary>Everything that a table holds.</summary>
/// <param name="Experts">The rows without a fault, in the file's order.</param>
/// <param name="Faults">Every fault, in the file's order.</param>
/// <param name="Rows">Rows that were read, with and without a fault.</param>
public sealed record ExpertTableReading(IReadOnlyList<Expert> Experts, IReadOnlyList<TableFault> Faults, int Rows);

/// <summary>
/// The pool's experts as a table for spreadsheets: CSV by RFC 4180, UTF-8 with or without a byte order mark, lines that
/// end with LF or CRLF, one header. Columns stand in any order, each once, under their Chinese or English names.
/// Source: docs/spec/draw.md, "Pool table".
/// </summary>
public static class ExpertTable
{
    private static readonly string[] Marked = ["\"", ",", "\n", "\r"];

    /// <summary>
    /// Every row after the header, one at a time, with all its faults; whoever reads shows progress by
    /// <see cref="TableRow.Line"/>. A header that is no header is the only row, and a limit that is reached the last
    /// one. What is held is one row, and each number, identity number and phone with its line. The stream is read and
    /// not closed.
    /// </summary>
    public static IEnumerable<TableRow> Read(Stream csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var lines = new CsvLines(csv);
        using var rows = CsvRows.Of(lines).GetEnumerator();
        var first = rows.MoveNext() ? rows.Current : null;
        var (header, wrong) = HeaderOf(first, lines.IsTooLarge, TableWords.Fields);
        if (header is null)
        {
            yield return new TableRow(1, null, wrong);
            yield break;
        }
        var reader = new RowReader(header);
        for (var count = 1; rows.MoveNext(); count++)
        {
            if (count > TableLimits.Rows)
            {
                yield return Broken(rows.Current.Line, 0, TableFaultCode.TooManyRows);
                yield break;
            }
            yield return RowOf(rows.Current, header.Count, reader);
        }
        if (lines.IsTooLarge)
            yield return Broken(lines.NextNumber, 0, TableFaultCode.FileTooLarge);
    }

    /// <summary>The whole table at once: every expert, and every fault.</summary>
    public static ExpertTableReading ReadAll(Stream csv)
    {
        var (experts, faults, rows) = (new List<Expert>(), new List<TableFault>(), 0);
        foreach (var row in Read(csv))
        {
            rows++;
            faults.AddRange(row.Faults);
            if (row.Expert is { } expert)
                experts.Add(expert);
        }
        return new ExpertTableReading(experts, faults, rows);
    }

    /// <summary>
    /// Writes a table that <see cref="Read"/> reads to the same experts, with a byte order mark, because spreadsheets
    /// take a file without one for another coding, and CRLF, as RFC 4180 has it. The stream is not closed.
    /// </summary>
    public static void Write(Stream csv, IEnumerable<Expert> experts, bool isChinese)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(experts);
        csv.Write(Encoding.UTF8.Preamble);
        WriteRow(csv, TableWords.Fields.Select(f => TableWords.Of(f, isChinese)));
        foreach (var expert in experts)
            WriteRow(csv, TableWords.Fields.Select(f => CellOf(expert, f, isChinese)));
    }

    private static TableRow RowOf(CsvRow row, int columns, RowReader reader)
    {
        if (row.Broken is { } broken)
            return Broken(row.Line, row.Column, broken);
        if (row.Cells.Count != columns)
            return Broken(row.Line, int.Min(row.Cells.Count, columns) + 1, TableFaultCode.WrongCellCount);
        return reader.Read(row);
    }

    private static TableRow Broken(int line, int column, TableFaultCode code) =>
        new(line, null, [new TableFault(line, column, null, code)]);

    // Each of the wanted columns once, and no other.
    internal static (IReadOnlyList<TableField>? Header, IReadOnlyList<TableFault> Faults) HeaderOf(
        CsvRow? row,
        bool isTooLarge,
        IReadOnlyList<TableField> wanted
    )
    {
        if (row is null)
            return (null, [new(1, 0, null, isTooLarge ? TableFaultCode.FileTooLarge : TableFaultCode.NoHeader)]);
        if (row.Broken is { } broken)
            return (null, [new(1, row.Column, null, broken)]);
        // A file in another coding: what else were said of its header would be about words that nobody can read.
        var other = row.Cells.ToList().FindIndex(cell => cell.Text is null);
        if (other >= 0)
            return (null, [new(row.Cells[other].Line, other + 1, null, TableFaultCode.NotUtf8)]);
        var (fields, faults) = (new List<TableField>(), new List<TableFault>());
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var (line, text) = row.Cells[i];
            var field = TableWords.FieldOf(text!);
            TableFaultCode? fault =
                field is not { } known || !wanted.Contains(known) ? TableFaultCode.UnknownColumn
                : fields.Contains(known) ? TableFaultCode.DoubleColumn
                : null;
            if (fault is { } code)
                faults.Add(new TableFault(line, i + 1, field, code));
            else
                fields.Add(field!.Value);
        }
        faults.AddRange(wanted.Except(fields).Select(f => new TableFault(1, 0, f, TableFaultCode.MissingColumn)));
        return (faults.Count == 0 ? fields : null, faults);
    }

    private static string CellOf(Expert expert, TableField field, bool isChinese) =>
        field switch
        {
            TableField.Number => expert.Number,
            TableField.Name => expert.Name,
            TableField.Id => expert.Id,
            TableField.Phone => expert.Phone,
            TableField.Specialities => string.Join(';', expert.Specialities),
            TableField.Level => TableWords.Of(expert.Level, isChinese),
            TableField.Region => expert.Region,
            TableField.Employer => expert.Employer,
            TableField.EmployerCode => expert.EmployerCode,
            TableField.Status => TableWords.Of(expert.Status, isChinese),
            TableField.Since => Print(expert.Since),
            _ => expert.Until is { } last ? Print(last) : "",
        };

    private static string Print(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void WriteRow(Stream csv, IEnumerable<string> cells) =>
        csv.Write(WireText.Utf8.GetBytes(string.Join(',', cells.Select(Quoted)) + "\r\n"));

    private static string Quoted(string cell) =>
        Marked.Any(mark => cell.Contains(mark, StringComparison.Ordinal))
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
