namespace Trading.Crypto;

/// <summary>What may stand in a note, and base64 with one spelling.</summary>
internal static class NoteText
{
    // Lone surrogates have no UTF-8 form; control characters (U+0000–U+001F, U+007F–U+009F) would let a terminal show
    // another text than was signed.
    public static bool IsClean(string text, bool allowNewline)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && !(allowNewline && c == '\n'))
                return false;
            if (!char.IsSurrogate(c))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(c, text[i + 1]))
                return false;
            i++;
        }
        return true;
    }

    public static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return false;
        Array.Resize(ref bytes, length);
        // The platform skips white space and ignores spare bits: only what it would print itself is accepted.
        return Convert.ToBase64String(bytes) == text;
    }
}
