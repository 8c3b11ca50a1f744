namespace Trading.Pool.Experts;

/// <summary>What a manager types is judged as the table judges it: there is one reader of an expert.</summary>
public static class ExpertRules
{
    public const int MostReasonLetters = 500;

    /// <summary>The expert as the table reads it, or null and what is wrong.</summary>
    /// <param name="expert">What was typed.</param>
    /// <param name="misread">Faults of fields that have no place in an expert.</param>
    /// <param name="faults">These and all others, in the table's order.</param>
    public static Expert? Judge(Expert expert, IReadOnlyList<TableFault> misread, out IReadOnlyList<TableFault> faults)
    {
        using var row = new MemoryStream();
        ExpertTable.Write(row, [expert], isChinese: false);
        row.Position = 0;
        var reading = ExpertTable.ReadAll(row);
        var unread = misread.Select(fault => fault.Field).ToHashSet();
        faults =
        [
            .. reading
                .Faults.Where(fault => !unread.Contains(fault.Field))
                .Concat(misread)
                .OrderBy(fault => fault.Field),
        ];
        return faults.Count == 0 ? reading.Experts.Single() : null;
    }

    /// <summary>Whether a text says why: 1 to 500 letters, of which none is a control, no blanks around it.</summary>
    public static bool IsReason(string text) => IsText(text, MostReasonLetters);

    public static bool IsText(string text, int mostLetters) =>
        text.Length > 0
        && text.Trim().Length == text.Length
        && text.EnumerateRunes().Count() <= mostLetters
        && !text.Any(letter => char.IsControl(letter) && letter != '\n');
}
