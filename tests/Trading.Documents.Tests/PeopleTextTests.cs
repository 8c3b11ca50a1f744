using System.Text.Json;
using Trading.Documents.Layout;

namespace Trading.Documents.Tests;

/// <summary>
/// Texts of people are read in the record as on every page: one list for both (<c>tests/vectors/texts.json</c>). What
/// the font lacks is drawn with its code, too; it reads as itself.
/// </summary>
public class PeopleTextTests
{
    private static readonly Style Plain = new(false, 9_000, Tone.Ink);

    public static TheoryData<string, string, string> Texts()
    {
        var data = new TheoryData<string, string, string>();
        using var vector = JsonDocument.Parse(File.ReadAllBytes(Vector()));
        foreach (var text in vector.RootElement.GetProperty("texts").EnumerateArray())
            data.Add(
                text.GetProperty("name").GetString()!,
                text.GetProperty("lines").GetString()!,
                text.GetProperty("shown").GetString()!
            );
        return data;
    }

    [Theory, MemberData(nameof(Texts))]
    public void A_text_is_read_as_on_the_pages(string name, string lines, string shown)
    {
        var read = string.Concat(Atoms.Of(lines, Plain, Tools.Fonts).Select(Read));
        Assert.Equal((name, shown), (name, read));
    }

    private static string Vector()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Trading.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "tests", "vectors", "texts.json");
    }

    private static string Read(Atom atom) =>
        atom.Stand is { } stand && !stand.StartsWith('〓') ? stand : char.ConvertFromUtf32(atom.CodePoint);
}
