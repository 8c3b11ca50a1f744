using System.Text;

namespace Trading.Opening.Forms;

/// <summary>
/// Whether the bidder that a form names is the one that its certificate names. Differences of writing that no reader
/// takes for another name are folded away; everything else is compared letter by letter. Source: docs/spec/form.md,
/// "Whom a certificate names".
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
        if (!IsNamed(form.BidderName, subject))
            yield return Mark.NameDiffers;
        if (CodeDiffers(form.CreditCode, subject.Code))
            yield return Mark.CodeDiffers;
    }

    /// <summary>Whether the certificate names this bidder.</summary>
    public static bool IsNamed(string written, CertificateSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var name = Fold(written);
        return subject.Names.Any(other => Fold(other) == name);
    }

    /// <summary>
    /// Whom the certificate of an opened bid names, where that is to be read out beside what the form says; null where
    /// the two agree.
    /// </summary>
    public static CertificateSubject? Certified(OpeningForm form, IEnumerable<Mark> marks)
    {
        ArgumentNullException.ThrowIfNull(form);
        var differs = marks.Any(mark => mark is Mark.NameDiffers or Mark.CodeDiffers);
        return differs && Certificate.TryParse(form.Certificate, out var certificate) ? certificate.Holder : null;
    }

    /// <summary>
    /// Whether a written code is none, or another than the certificate's. A certificate without a code, or a form
    /// without one, says nothing against it.
    /// </summary>
    public static bool CodeDiffers(string written, string certified) =>
        written.Length > 0 && (!CreditCode.IsValid(written) || (certified.Length > 0 && written != certified));

    /// <summary>
    /// The name for comparison: full-width forms of ASCII and the ideographic space become ASCII, spaces at both ends
    /// and beside a bracket go, and several spaces become one.
    /// </summary>
    public static string Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name.Select(Narrow))
        {
            if (letter == ' ' && (folded.Length == 0 || folded[^1] is ' ' or '(' or ')'))
                continue;
            if (letter is '(' or ')' && folded.Length > 0 && folded[^1] == ' ')
                folded.Length--;
            folded.Append(letter);
        }
        return folded.ToString().TrimEnd(' ');
    }

    private static char Narrow(char letter) =>
        letter switch
        {
            IdeographicSpace => ' ',
            >= FirstWide and <= LastWide => (char)(letter - WideToNarrow),
            _ => letter,
        };
}
