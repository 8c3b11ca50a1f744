namespace Trading.Pool.Experts;

/// <summary>What two states of one expert differ in.</summary>
internal static class Changes
{
    /// <summary>Every field that differs, in the table's order; all that are filled where there was nobody.</summary>
    public static List<FieldChange> Between(Expert? before, Expert after) =>
        [.. TableWords.Fields.Select(field => Of(field, before, after)).OfType<FieldChange>()];

    public static bool OfContacts(Expert? before, Expert after) =>
        before is null || before.Id != after.Id || before.Phone != after.Phone;

    public static bool OfStatus(Expert? before, Expert after) =>
        before is null || before.Status != after.Status || before.Since != after.Since || before.Until != after.Until;

    public static string ToJson(IReadOnlyList<FieldChange> changes) => KeptJson.Write(changes);

    private static FieldChange? Of(TableField field, Expert? before, Expert after)
    {
        var (from, to) = (before is null ? "" : TextOf(before, field), TextOf(after, field));
        if (from == to || field == TableField.Number)
            return null;
        return field is TableField.Id or TableField.Phone
            ? new FieldChange(field.ToString(), null, null)
            : new FieldChange(field.ToString(), from, to);
    }

    private static string TextOf(Expert expert, TableField field) =>
        field switch
        {
            TableField.Number => expert.Number,
            TableField.Name => expert.Name,
            TableField.Id => expert.Id,
            TableField.Phone => expert.Phone,
            TableField.Specialities => string.Join(';', expert.Specialities),
            TableField.Level => expert.Level.ToString(),
            TableField.Region => expert.Region,
            TableField.Employer => expert.Employer,
            TableField.EmployerCode => expert.EmployerCode,
            TableField.Status => expert.Status.ToString(),
            TableField.Since => ExpertRows.TextOf(expert.Since),
            TableField.Until => expert.Until is { } until ? ExpertRows.TextOf(until) : "",
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "a column without a text"),
        };
}
