namespace Trading.Evaluation.Pool;

/// <summary>Everything that a table of persons holds.</summary>
/// <param name="Ids">Identity numbers without a fault, each once, in the file's order.</param>
/// <param name="Faults">Every fault, in the file's order. None of them holds what stood in a cell.</param>
/// <param name="Rows">Rows that were read, with and without a fault.</param>
public sealed record PersonTableReading(IReadOnlyList<string> Ids, IReadOnlyList<TableFault> Faults, int Rows);

/// <summary>
/// The persons of a paper as a table of two columns, name (姓名) and id (身份证号), in any order; otherwise as
/// <see cref="ExpertTable"/>. Whoever types a paper writes the name beside the number and reads both again; the name
/// goes nowhere. Source: docs/spec/draw.md, "Pool table" and "External draws".
/// </summary>
public static class PersonTable
{
    private static readonly TableField[] Wanted = [TableField.Name, TableField.Id];

    /// <summary>
    /// The whole table. The stream is read and not closed; a limit that is reached is the last fault.
    /// </summary>
    public static PersonTableReading ReadAll(Stream csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var lines = new CsvLines(csv);
        using var rows = CsvRows.Of(lines).GetEnumerator();
        var first = rows.MoveNext() ? rows.Current : null;
        var (header, wrong) = ExpertTable.HeaderOf(first, lines.IsTooLarge, Wanted);
        if (header is null)
            return new PersonTableReading([], wrong, 0);
        var (seen, faults, count) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<TableFault>(), 0);
        for (; rows.MoveNext(); count++)
            faults.AddRange(FaultsOf(rows.Current, header, seen));
        if (lines.IsTooLarge)
            faults.Add(new TableFault(lines.NextNumber, 0, null, TableFaultCode.FileTooLarge));
        return new PersonTableReading([.. seen.Keys], faults, count);
    }

    private static List<TableFault> FaultsOf(CsvRow row, IReadOnlyList<TableField> header, Dictionary<string, int> seen)
    {
        if (row.Broken is { } broken)
            return [new TableFault(row.Line, row.Column, null, broken)];
        if (row.Cells.Count != header.Count)
        {
            var column = int.Min(row.Cells.Count, header.Count) + 1;
            return [new TableFault(row.Line, column, null, TableFaultCode.WrongCellCount)];
        }
        var faults = new List<TableFault>();
        foreach (var (i, field) in header.Index())
        {
            var (line, cell) = row.Cells[i];
            var text = field == TableField.Id && cell is not null ? ResidentId.Written(cell) : cell;
            if (FaultOf(field, text) is { } code)
                faults.Add(new TableFault(line, i + 1, field, code));
            else if (field == TableField.Id && !seen.TryAdd(text!, line))
                faults.Add(new TableFault(line, i + 1, field, TableFaultCode.DoubleId, seen[text!]));
        }
        return faults;
    }

    private static TableFaultCode? FaultOf(TableField field, string? text) =>
        text is null ? TableFaultCode.NotUtf8
        : RowReader.TextFault(field, text) is { } fault ? fault
        : field == TableField.Id ? RowReader.IdFault(text)
        : null;
}
