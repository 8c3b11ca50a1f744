using System.Globalization;
using System.Text;

namespace Trading.Evaluation.Pool;

/// <summary>
/// Reads the cells of one row after the other into experts, and names every fault of them. It remembers the values that
/// only one expert may have, of faulty rows too. Source: docs/spec/draw.md, "Pool table".
/// </summary>
internal sealed class RowReader(IReadOnlyList<TableField> header)
{
    private readonly IReadOnlyList<TableField> header = header;
    private readonly string[] texts = new string[header.Count];
    private readonly bool[] holds = new bool[header.Count];
    private readonly int[] lines = new int[header.Count];
    private readonly int[] places = PlacesOf(header);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> phones = new(StringComparer.Ordinal);
    private List<TableFault> faults = [];

    /// <summary>The row of as many cells as the header has.</summary>
    public TableRow Read(CsvRow row)
    {
        faults = [];
        for (var i = 0; i < header.Count; i++)
            lines[(int)header[i]] = row.Cells[i].Line;
        for (var i = 0; i < header.Count; i++)
            Take(header[i], row.Cells[i].Text);

        Check(TableField.Number, text => text.All(IsOfNumber), TableFaultCode.BadNumber);
        CheckId();
        Check(TableField.Phone, IsPhone, TableFaultCode.BadPhone);
        var specialities = Specialities();
        var level = Find(TableField.Level, TableWords.LevelOf, TableFaultCode.UnknownLevel);
        Check(TableField.Region, RegionCode.IsValid, TableFaultCode.BadRegion);
        CheckEmployer();
        var status = Find(TableField.Status, TableWords.StatusOf, TableFaultCode.UnknownStatus);
        var (since, until) = (Day(TableField.Since), Day(TableField.Until));
        if (since is { } first && until is { } last && last < first)
            Fault(TableField.Until, TableFaultCode.DatesReversed);
        CheckOnce(TableField.Number, numbers, TableFaultCode.DoubleNumber);
        CheckOnce(TableField.Id, ids, TableFaultCode.DoubleId);
        CheckOnce(TableField.Phone, phones, TableFaultCode.DoublePhone);

        var expert =
            faults.Count > 0
                ? null
                : new Expert(
                    Text(TableField.Number),
                    Text(TableField.Name),
                    Text(TableField.Id),
                    Text(TableField.Phone),
                    specialities,
                    level!.Value,
                    Text(TableField.Region),
                    Text(TableField.Employer),
                    Text(TableField.EmployerCode),
                    status!.Value,
                    since!.Value,
                    until
                );
        return new TableRow(row.Line, expert, [.. faults.OrderBy(f => f.Column)]);
    }

    private static int[] PlacesOf(IReadOnlyList<TableField> header)
    {
        var places = new int[header.Count];
        for (var i = 0; i < places.Length; i++)
            places[(int)header[i]] = i + 1;
        return places;
    }

    // What every cell must hold; what only one column asks for comes after it, where this holds.
    private void Take(TableField field, string? text)
    {
        texts[(int)field] = field == TableField.Id ? ResidentId.Written(text ?? "") : text ?? "";
        var fault = text is null ? TableFaultCode.NotUtf8 : TextFault(field, text);
        holds[(int)field] = fault is null;
        if (fault is { } code)
            Fault(field, code);
    }

    /// <summary>What every text of that column must not be, or null.</summary>
    internal static TableFaultCode? TextFault(TableField field, string text)
    {
        if (text.Length == 0)
            return IsOptional(field) ? null : TableFaultCode.Empty;
        if (text.AsSpan().IndexOfAny('\n', '\r') >= 0)
            return TableFaultCode.LineBreak;
        if (text.EnumerateRunes().Any(Letters.IsUnseen))
            return TableFaultCode.BadCharacter;
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return TableFaultCode.EdgeBlank;
        if (field is TableField.Name or TableField.Employer && text[0] is '=' or '+' or '-' or '@')
            return TableFaultCode.Formula;
        return WireText.Utf8.GetByteCount(text) > TableLimits.BytesOf(field) ? TableFaultCode.TooLong : null;
    }

    private static bool IsOptional(TableField field) =>
        field is TableField.Employer or TableField.EmployerCode or TableField.Until;

    private static bool IsOfNumber(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

    private static bool IsPhone(string text) =>
        text.Length == 11 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && text[0] == '1' && text[1] >= '3';

    private void Check(TableField field, Func<string, bool> isRight, TableFaultCode code)
    {
        if (holds[(int)field] && !isRight(Text(field)))
            Fault(field, code);
    }

    private void CheckId()
    {
        if (!holds[(int)TableField.Id])
            return;
        if (IdFault(Text(TableField.Id)) is { } code)
            Fault(TableField.Id, code);
    }

    /// <summary>What is wrong with an identity number, or null.</summary>
    internal static TableFaultCode? IdFault(string id) =>
        !ResidentId.HasForm(id) ? TableFaultCode.BadId
        : id[^1] != ResidentId.CheckOf(id) ? TableFaultCode.WrongIdCheck
        : !ResidentId.HasBirthday(id) ? TableFaultCode.BadBirthday
        : null;

    private void CheckEmployer()
    {
        var (name, code) = (Text(TableField.Employer), Text(TableField.EmployerCode));
        if (
            holds[(int)TableField.Employer]
            && holds[(int)TableField.EmployerCode]
            && (name.Length == 0) != (code.Length == 0)
        )
            Fault(name.Length == 0 ? TableField.Employer : TableField.EmployerCode, TableFaultCode.HalfEmployer);
        if (code.Length > 0)
            Check(TableField.EmployerCode, CreditCode.IsValid, TableFaultCode.BadEmployerCode);
    }

    private string[] Specialities()
    {
        if (!holds[(int)TableField.Specialities])
            return [];
        var codes = Text(TableField.Specialities).Split(';');
        if (!codes.All(Speciality.IsValid))
            Fault(TableField.Specialities, TableFaultCode.BadSpeciality);
        else if (codes.Distinct(StringComparer.Ordinal).Count() < codes.Length)
            Fault(TableField.Specialities, TableFaultCode.DoubleSpeciality);
        else if (codes.Length > Speciality.MostOfOne)
            Fault(TableField.Specialities, TableFaultCode.TooManySpecialities);
        return codes;
    }

    private void CheckOnce(TableField field, Dictionary<string, int> seen, TableFaultCode code)
    {
        if (holds[(int)field] && !seen.TryAdd(Text(field), lines[(int)field]))
            Fault(field, code, seen[Text(field)]);
    }

    private T? Find<T>(TableField field, Func<string, T?> find, TableFaultCode unknown)
        where T : struct
    {
        if (!holds[(int)field])
            return null;
        var found = find(Text(field));
        if (found is null)
            Fault(field, unknown);
        return found;
    }

    private DateOnly? Day(TableField field)
    {
        var text = Text(field);
        if (!holds[(int)field] || text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Fault(field, TableFaultCode.BadDate);
        return null;
    }

    private string Text(TableField field) => texts[(int)field];

    private void Fault(TableField field, TableFaultCode code, int otherLine = 0)
    {
        holds[(int)field] = false;
        faults.Add(new TableFault(lines[(int)field], places[(int)field], field, code, otherLine));
    }
}
