using System.Text;
using Trading.Crypto.Tests.Frozen;

namespace Trading.Crypto.Tests.Notes;

/// <summary>
/// tests/vectors/notes/characters.json: what may stand in a note's text, in the name before a signature and in a
/// checkpoint's extension line.
/// </summary>
public sealed class CharacterVectorTests
{
    private const string Signature = "AAAAAAA=";

    private sealed record Vectors(string Format, string Signature, TextCase[] Texts, LetterCase[] Letters);

    private sealed record TextCase(string Name, string Text, bool IsNote);

    private sealed record LetterCase(string Name, string Letter, bool InText, bool InName, bool InExtension);

    [Fact]
    public void Frozen_characters_may_stand_where_they_say()
    {
        var vectors = FrozenVectors.Load("notes/characters.json", Generate());
        foreach (var item in vectors.Texts)
            Assert.Equal((item.Name, item.IsNote), (item.Name, IsNote(item.Text, "name")));
        foreach (var item in vectors.Letters)
            Assert.Equal(
                (item.Name, item.InText, item.InName, item.InExtension),
                (item.Name, InText(item.Letter), InName(item.Letter), InExtension(item.Letter))
            );
    }

    [Fact]
    public void Every_control_character_is_refused_but_the_newline_of_a_text()
    {
        for (var c = '\0'; c < 0x2100; c++)
        {
            var isControl = c < ' ' || c is >= '\u007f' and <= '\u009f';
            Assert.Equal((c, !isControl || c == '\n'), (c, InText($"{c}")));
            if (isControl)
                Assert.False(InName($"{c}") || InExtension($"{c}"));
        }
    }

    private static Vectors Generate()
    {
        int[] letters =
        [
            .. Enumerable.Range(0, 33),
            .. Enumerable.Range(0x7e, 0xa2 - 0x7e),
            '+',
            0x00ad,
            0x1680,
            0x180e,
            0x2000,
            0x200a,
            0x200b,
            0x200e,
            0x2028,
            0x2029,
            0x202e,
            0x202f,
            0x205f,
            0x3000,
            0xfeff,
            0xfffd,
            0x20bb7,
            0x1f3d7,
        ];
        TextCase[] texts =
        [
            new("one-newline", "\n", true),
            new("two-newlines", "\n\n", true),
            new("one-letter", "x\n", true),
            new("empty", "", false),
            new("without-newline", "x", false),
            new("carriage-return", "x\r\n", false),
            new("next-line", "x\u0085\n", false),
            new("delete", "x\u007f\n", false),
        ];
        return new Vectors(
            "BidLock/1 characters: a note is text, newline, \"— NAME SIGNATURE\", newline; a letter stands "
                + "between two others",
            Signature,
            texts,
            [.. letters.Select(Line)]
        );
    }

    private static LetterCase Line(int value)
    {
        var letter = char.ConvertFromUtf32(value);
        return new LetterCase($"u{value:x4}", letter, InText(letter), InName(letter), InExtension(letter));
    }

    private static bool InText(string letter) => IsNote($"a{letter}b\n", "name");

    private static bool InName(string letter)
    {
        var name = $"a{letter}b";
        Assert.Equal(NoteKey.IsName(name), IsNote("x\n", name));
        return NoteKey.IsName(name);
    }

    private static bool InExtension(string letter) =>
        Checkpoint.TryParse($"origin\n1\n{Convert.ToBase64String(new byte[32])}\na{letter}b\n", out var head)
        && head.Extensions.Count == 1;

    private static bool IsNote(string text, string name) =>
        Note.TryParse(Encoding.UTF8.GetBytes($"{text}\n— {name} {Signature}\n"), out var note) && note.Text == text;
}
