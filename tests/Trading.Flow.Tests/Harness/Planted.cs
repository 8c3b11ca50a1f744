using Trading.Evaluation.Pool;

namespace Trading.Flow.Tests;

/// <summary>
/// Who is in the pool of a centre that plays draws: a crowd that any draw may take, and for each story experts of a
/// field of their own, whom no other story draws.
/// </summary>
internal static class Planted
{
    /// <summary>More than are sealed: a draw from the crowd is reduced first.</summary>
    public const int Crowd = 2_600;

    // The crowd has so many fields that they are the commonest: a rehearsal draws from these.
    private const int CrowdFields = 16;
    private const int Largest = 120;
    private static readonly Expert[] All =
    [
        .. InventedExperts.Of(Crowd + Largest * Fields.Length).Select(e => e with { Status = ExpertStatus.Admitted }),
    ];

    /// <summary>Credit code of the unit that most experts of the conflict's story work for.</summary>
    public static string Unit { get; } = InventedExperts.UnitCode(800_000_001);

    /// <summary>Credit codes of the two units that most experts of the story of a late conflict work for.</summary>
    public static IReadOnlyList<string> LateUnits { get; } =
    [InventedExperts.UnitCode(800_000_002), InventedExperts.UnitCode(800_000_003)];

    /// <summary>A field for each story.</summary>
    private static string[] Fields => ["K01", "K02", "K03", "K04", "K05", "K06", "K07"];

    public static IReadOnlyList<Expert> OfConflicts { get; } = Unaffiliated("K01", 7, others: 40);

    // A draw of five seats in which one of both units has none comes once in 34,000.
    public static IReadOnlyList<Expert> OfLateConflicts { get; } =
    [
        .. Family("K07", 107)
            .Select(
                (e, i) =>
                    i < 7 ? e : e with { Employer = $"桂林演示建设{i % 2}分公司", EmployerCode = LateUnits[i % 2] }
            ),
    ];

    public static IReadOnlyList<Expert> OfAnotherDraw { get; } = Family("K02", 14);

    public static IReadOnlyList<Expert> OfSubstitutes { get; } = Family("K03", 14);

    public static IReadOnlyList<Expert> OfShortage { get; } = Family("K04", 4);

    public static IReadOnlyList<Expert> OfKills { get; } = Family("K05", 14);

    /// <summary>Names, numbers and identities that stand nowhere by chance.</summary>
    public static IReadOnlyList<Expert> OfNames { get; } =
    [
        .. Family("K06", 12)
            .Select(
                (e, i) =>
                    e with
                    {
                        Number = $"Zq{i}-x7Kp",
                        Name = $"欧阳{(char)(0x4E9F + 37 * i)}龘{(char)(0x9F98 - i)}",
                    }
            ),
    ];

    /// <summary>Whom no pool of ours knows: the province's experts, and whom a buyer sends.</summary>
    public static IReadOnlyList<Expert> Elsewhere { get; } =
    [.. InventedExperts.Of(Crowd + Largest * (Fields.Length + 1)).Skip(Crowd + Largest * Fields.Length).Take(12)];

    /// <summary>The pool's table.</summary>
    public static byte[] Table(params IEnumerable<Expert> experts)
    {
        using var table = new MemoryStream();
        ExpertTable.Write(table, experts, isChinese: true);
        return table.ToArray();
    }

    /// <summary>Everybody.</summary>
    public static IEnumerable<Expert> Everybody =>
        [
            .. All.Take(Crowd).Select((e, i) => e with { Specialities = [$"D{1 + i % CrowdFields:00}01"] }),
            .. OfConflicts,
            .. OfAnotherDraw,
            .. OfSubstitutes,
            .. OfShortage,
            .. OfNames,
            .. OfLateConflicts,
        ];

    // Each works for somebody else, so that nobody keeps another from a seat.
    private static Expert[] Family(string field, int count) =>
        [
            .. All.Skip(Crowd + Largest * Array.IndexOf(Fields, field))
                .Take(count)
                .Select(e => e with { Specialities = [field + "01"], Employer = "", EmployerCode = "" }),
        ];

    // Few who work for nobody, and many colleagues: a draw of five seats that seats none of these comes once in 240,000.
    private static Expert[] Unaffiliated(string field, int count, int others) =>
        [
            .. Family(field, count + others)
                .Select((e, i) => i < count ? e : e with { Employer = "桂林演示建设集团", EmployerCode = Unit }),
        ];
}
