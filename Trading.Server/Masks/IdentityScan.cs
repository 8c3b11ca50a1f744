using System.Text;
using Trading.Rooms.Rooms;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace Trading.Server.Masks;

/// <summary>What is looked for: what is known of the bidder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Code">Its credit code, or empty.</param>
/// <param name="People">Names of its people that were read out.</param>
public sealed record BidderMarks(string Name, string Code, IReadOnlyList<string> People);

/// <summary>Something that points at the bidder.</summary>
/// <param name="Kind">What.</param>
/// <param name="Page">From 1; 0 are the properties of the file.</param>
public sealed record IdentityHit(IdentityKind Kind, int Page);

/// <summary>
/// Looks through one document for what points at its bidder: in the text of its pages and in its properties. What is
/// drawn as a picture it cannot read, and says so. Source: docs/spec/room.md, "Masked scoring".
/// </summary>
public static class IdentityScan
{
    /// <summary>Most pages that are looked at; of the others is said that they were not.</summary>
    public const int MostPages = 5_000;

    /// <summary>Most findings of one document.</summary>
    public const int MostHits = 200;

    private const int LeastShortName = 4;
    private const int WidthStep = 0xFEE0;
    private static readonly string[] Forms = ["股份有限公司", "有限责任公司", "有限公司", "集团", "公司"];
    private static readonly string[] Roles =
    [
        "法定代表人",
        "项目经理",
        "项目负责人",
        "技术负责人",
        "联系人",
        "授权代表",
        "委托代理人",
    ];

    /// <summary>What was found; a document that cannot be read gives <see cref="IdentityKind.Unseen"/>.</summary>
    public static IReadOnlyList<IdentityHit> Of(ReadOnlyMemory<byte> file, BidderMarks marks, CancellationToken stop)
    {
        var hits = new HashSet<IdentityHit>();
        var needles = NeedlesOf(marks);
        var (_, problem) = ForeignPdf.Read(
            file,
            document =>
            {
                LookAtProperties(document, needles, hits);
                LookAtPages(document, needles, hits, stop);
                return hits;
            }
        );
        if (problem is not null)
            hits.Add(new IdentityHit(IdentityKind.Unseen, 0));
        return [.. hits.OrderBy(hit => hit.Page).ThenBy(hit => hit.Kind).Take(MostHits)];
    }

    private static (IdentityKind Kind, string Text)[] NeedlesOf(BidderMarks marks)
    {
        var name = Plain(marks.Name);
        var form = Forms.FirstOrDefault(f => name.EndsWith(f, StringComparison.Ordinal));
        var shortName = form is null ? "" : name[..^form.Length];
        return
        [
            .. new[] { (IdentityKind.Name, name), (IdentityKind.Code, Plain(marks.Code)) }
                .Concat(marks.People.Select(person => (IdentityKind.Person, Plain(person))))
                .Where(needle => needle.Item2.Length > 1),
            .. shortName.Length >= LeastShortName
                ? [(IdentityKind.Name, shortName)]
                : Array.Empty<(IdentityKind, string)>(),
        ];
    }

    private static void LookAtProperties(
        PdfDocument document,
        (IdentityKind Kind, string Text)[] needles,
        HashSet<IdentityHit> hits
    )
    {
        var said = new StringBuilder();
        foreach (var (key, value) in document.Information.DocumentInformationDictionary?.Data ?? Nothing)
        {
            var text = value switch
            {
                StringToken s => s.Data,
                HexToken h => h.Data,
                _ => "",
            };
            said.Append(text).Append('\n');
            // Whoever wrote it, and where, is nobody else than the bidder's.
            if (key is "Author" or "Manager" && text.Trim().Length > 0)
                hits.Add(new IdentityHit(IdentityKind.Person, 0));
            if (key is "Company" && text.Trim().Length > 0)
                hits.Add(new IdentityHit(IdentityKind.Name, 0));
        }
        if (document.TryGetXmpMetadata(out var xmp))
            said.Append(Encoding.UTF8.GetString(xmp.GetXmlBytes()));
        Look(Plain(said.ToString()), 0, needles, hits);
    }

    private static readonly IReadOnlyDictionary<string, IToken> Nothing = new Dictionary<string, IToken>();

    private static void LookAtPages(
        PdfDocument document,
        (IdentityKind Kind, string Text)[] needles,
        HashSet<IdentityHit> hits,
        CancellationToken stop
    )
    {
        var before = "";
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            if (number > MostPages || hits.Count >= MostHits || stop.IsCancellationRequested)
            {
                hits.Add(new IdentityHit(IdentityKind.Unseen, number));
                return;
            }
            if (PageOf(document, number) is not { } page)
            {
                hits.Add(new IdentityHit(IdentityKind.Unseen, number));
                before = "";
                continue;
            }
            var text = Plain(page.Text);
            if (text.Length == 0 && page.NumberOfImages > 0)
                hits.Add(new IdentityHit(IdentityKind.Unseen, number));
            Look(text, number, needles, hits);
            // A word may begin on one page and end on the next.
            foreach (var (kind, needle) in needles)
                if (Joint(before, text, needle.Length - 1).Contains(needle, StringComparison.Ordinal))
                    hits.Add(new IdentityHit(kind, number));
            before = text;
        }
    }

    private static string Joint(string before, string text, int letters) =>
        before[^Math.Min(letters, before.Length)..] + text[..Math.Min(letters, text.Length)];

    private static Page? PageOf(PdfDocument document, int number)
    {
        try
        {
            return document.GetPage(number);
        }
        // One page that cannot be read keeps nobody from the others.
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException))
        {
            return null;
        }
    }

    private static void Look(
        string text,
        int page,
        (IdentityKind Kind, string Text)[] needles,
        HashSet<IdentityHit> hits
    )
    {
        foreach (var (kind, needle) in needles)
            if (text.Contains(needle, StringComparison.Ordinal))
                hits.Add(new IdentityHit(kind, page));
        if (HasPhone(text))
            hits.Add(new IdentityHit(IdentityKind.Phone, page));
        if (HasMail(text))
            hits.Add(new IdentityHit(IdentityKind.Mail, page));
        if (Roles.Any(role => NamesSomebody(text, role)))
            hits.Add(new IdentityHit(IdentityKind.Person, page));
    }

    /// <summary>Letters as they compare: one width, one case, no white space.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            // Full-width signs are the ASCII ones, moved; nothing else is folded, for it would need tables.
            var narrow = letter is >= '\uff01' and <= '\uff5e' ? (char)(letter - WidthStep) : letter;
            if (!char.IsWhiteSpace(narrow) && !char.IsControl(narrow) && narrow != '\u200b')
                plain.Append(char.ToLowerInvariant(narrow));
        }
        return plain.ToString();
    }

    // A mobile number, or a landline with its area.
    private static bool HasPhone(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            var end = EndOfDigits(text, at);
            var first = end - at;
            if (first == 11 && text[at] == '1' && text[at + 1] >= '3')
                return true;
            if (first is 3 or 4 && text[at] == '0' && end < text.Length && text[end] is '-' or '—')
            {
                var rest = EndOfDigits(text, end + 1) - end - 1;
                if (rest is 7 or 8)
                    return true;
            }
            at = end;
        }
        return false;
    }

    private static int EndOfDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    private static bool HasMail(string text)
    {
        for (var at = text.IndexOf('@'); at > 0; at = text.IndexOf('@', at + 1))
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.'))
                end++;
            if (char.IsAsciiLetterOrDigit(text[at - 1]) && text[(at + 1)..end].TrimEnd('.').Contains('.'))
                return true;
            if (at + 1 >= text.Length)
                return false;
        }
        return false;
    }

    private static bool NamesSomebody(string text, string role)
    {
        for (
            var at = text.IndexOf(role, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(role, at + 1, StringComparison.Ordinal)
        )
        {
            var from = at + role.Length;
            if (from + 2 < text.Length && text[from] == ':' && IsHan(text[from + 1]) && IsHan(text[from + 2]))
                return true;
        }
        return false;
    }

    private static bool IsHan(char letter) => letter is >= '\u4e00' and <= '\u9fff';
}
