using System.Buffers;
using System.Globalization;

namespace Trading.Media.Sdp;

/// <summary>
/// Single values of a description: each form is one that browsers write. Source: RFC 8866, 9; RFC 8839, 5.4.
/// </summary>
internal static class SdpTokens
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> Names = SearchValues.Create(Alphanumeric + "-_");
    private static readonly SearchValues<char> IceLetters = SearchValues.Create(Alphanumeric + "+/");
    private static readonly SearchValues<char> Tokens = SearchValues.Create(Alphanumeric + "/!#$%&'*+-.^_`{|}~");
    private static readonly SearchValues<char> Parameters = SearchValues.Create(Alphanumeric + "-_=;. /");

    public static bool IsName(ReadOnlySpan<char> text, int most) => Is(text, Names, 1, most);

    public static bool IsUfrag(ReadOnlySpan<char> text) => Is(text, IceLetters, 4, 256);

    public static bool IsPassword(ReadOnlySpan<char> text) => Is(text, IceLetters, 22, 256);

    public static bool IsToken(ReadOnlySpan<char> text, int most) => Is(text, Tokens, 1, most);

    public static bool IsParameters(ReadOnlySpan<char> text) => Is(text, Parameters, 1, 256);

    public static bool TryNumber(ReadOnlySpan<char> text, ulong most, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;

    /// <summary>32 bytes as pairs of hexadecimal digits with colons between. RFC 8122, 5.</summary>
    public static bool TryFingerprint(ReadOnlySpan<char> text, out byte[] fingerprint)
    {
        fingerprint = new byte[32];
        if (text.Length != 32 * 3 - 1)
            return false;
        for (var i = 0; i < 32; i++)
        {
            var pair = text.Slice(3 * i, 2);
            if (!char.IsAsciiHexDigit(pair[0]) || !char.IsAsciiHexDigit(pair[1]) || i < 31 && text[3 * i + 2] != ':')
                return false;
            fingerprint[i] = byte.Parse(pair, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
        return true;
    }

    private static bool Is(ReadOnlySpan<char> text, SearchValues<char> letters, int least, int most) =>
        text.Length >= least && text.Length <= most && !text.ContainsAnyExcept(letters);
}
