using System.Text;

namespace Trading.Opening;

/// <summary>
/// Whether the bidder that a form names is the one that its certificate names. Differences of writing that no reader takes for another name
/// are folded away; everything else is compared letter by letter. Source: docs/spec/form.md, "Whom a certificate names".
/// </summary>
public static class BidderName
{
    private const char IdeographicSpace = '\u3000';
    private const char FirstWide = '\uff01';
    private const char LastWide = '\uff5e';
    private const int WideToNarrow = FirstWide - '!';

    /// <summary>Marks that the names of a readable certificate earn.</summary>
    public static IEnumerable<Mark> Marks(OpeningForm form, CertificateSubject subject)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(subject);
        var name = Fold(form.BidderName);
        if (!subject.Names.Any(other => Fold(other) == name)) yield return Mark.NameDiffers;
        if (CodeDiffers(form.CreditCode, subject.Code)) yield return Mark.CodeDiffers;
    }

    /// <summary>Whether a written code is none, or another than the certificate's. A certificate without a code, or a form without one, says nothing against it.</summary>
    public static bool CodeDiffers(string written, string certified) =>
        written.Length > 0 && (!CreditCode.IsValid(written) || (certified.Length > 0 && written != certified));

    /// <summary>
    /// The name for comparison: full-width forms of ASCII and the ideographic space become ASCII, spaces at both ends and beside a bracket
    /// go, and several spaces become one.
    /// </summary>
    public static string Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name.Select(Narrow))
        {
            if (letter == ' ' && (folded.Length == 0 || folded[^1] is ' ' or '(' or ')')) continue;
            if (letter is '(' or ')' && folded.Length > 0 && folded[^1] == ' ') folded.Length--;
            folded.Append(letter);
        }
        return folded.ToString().TrimEnd(' ');
    }

    private static char Narrow(char letter) => letter switch
    {
        IdeographicSpace => ' ',
        >= FirstWide and <= LastWide => (char)(letter - WideToNarrow),
        _ => letter,
    };
}
