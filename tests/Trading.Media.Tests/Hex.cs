namespace Trading.Media.Tests;

internal static class Hex
{
    /// <summary>Bytes of hexadecimal digits, white space between them ignored.</summary>
    public static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Split()));
}
