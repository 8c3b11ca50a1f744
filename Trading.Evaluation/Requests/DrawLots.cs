namespace Trading.Evaluation.Requests;

/// <summary>
/// How the three locks of a draw are called under its id: policies name the word as their lot. Source:
/// docs/spec/draw.md, "Locks".
/// </summary>
public static class DrawLots
{
    /// <summary>The lock of the beacon.</summary>
    public const string Draw = "draw";

    /// <summary>The lock of the name records.</summary>
    public const string Names = "names";

    /// <summary>The lock of the contact records.</summary>
    public const string Contact = "contact";

    /// <summary>All of them, in the order in which policies and certificates stand.</summary>
    public static IReadOnlyList<string> All { get; } = [Draw, Names, Contact];

    /// <summary>The purposes, in the same order.</summary>
    public static IReadOnlyList<LockPurpose> Purposes { get; } =
    [LockPurpose.Draw, LockPurpose.Names, LockPurpose.Contact];

    /// <summary>The word of a purpose; empty for one that no draw has.</summary>
    public static string Of(LockPurpose purpose) =>
        purpose switch
        {
            LockPurpose.Draw => Draw,
            LockPurpose.Names => Names,
            LockPurpose.Contact => Contact,
            _ => "",
        };
}
