namespace Trading.Opening.Sessions;

/// <summary>
/// In which version a session's record is printed: it stands in the stream, so that a record of any year is printed
/// again as it was signed. Source: docs/spec/record.md, "Versions".
/// </summary>
public static class RecordVersion
{
    /// <summary>Of streams that name none.</summary>
    public const int First = 1;

    /// <summary>What platforms of today conclude with.</summary>
    public const int Newest = 2;

    /// <summary>Most letters of a session's address: a code of it is still read from paper.</summary>
    public const int MostAddressLetters = 200;

    /// <summary>
    /// Whether a conclusion may say so: a known version, and an address that is empty or a plain one of the web, which
    /// came with the second version.
    /// </summary>
    public static bool IsSound(int version, string address) =>
        version switch
        {
            First => address is "",
            Newest => address is "" || IsAddress(address),
            _ => false,
        };

    // Behind it the record hangs a fragment of its own.
    private static bool IsAddress(string address) =>
        address.Length <= MostAddressLetters
        && (
            address.StartsWith("https://", StringComparison.Ordinal)
            || address.StartsWith("http://", StringComparison.Ordinal)
        )
        && address.All(c => c is > ' ' and <= '~' and not ('#' or '"' or '<' or '>' or '\\'));
}
