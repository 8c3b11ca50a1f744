namespace Trading.Documents;

/// <summary>Texts of strangers as a document prints them in one line.</summary>
public static class PrintedText
{
    /// <summary>
    /// Without line breaks, each shown as ¶: a text of nothing but line ends must not make thousands of pages. Every
    /// other letter stands as it is; what has no glyph or could move what stands beside it, the page draws as its code.
    /// </summary>
    public static string Of(string text) => text.ReplaceLineEndings("¶");

    /// <summary>The same, at most so many letters; a longer one ends with a note on where all of it stands.</summary>
    public static string Short(string text, int letters, string note)
    {
        var line = Of(text);
        var cut = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (letters-- == 0)
                return line[..cut] + note;
            cut += rune.Utf16SequenceLength;
        }
        return line;
    }
}
