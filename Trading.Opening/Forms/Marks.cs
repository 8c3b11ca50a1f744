using Trading.Crypto;

namespace Trading.Opening.Forms;

/// <summary>The content of one opened section 0, the key that signed its header, and when that envelope came.</summary>
/// <param name="SubmissionKey">65 bytes.</param>
/// <param name="Content">Content without padding.</param>
/// <param name="Arrival">UTC microseconds, as the frozen list has it.</param>
public sealed record MarkedContent(byte[] SubmissionKey, byte[] Content, long Arrival);

/// <summary>
/// What is read out beside a bid. The host never judges validity (bidding-reg:51, procurement-87:59): a mark says what
/// everybody can see and the committee decides. Source: docs/spec/form.md, "Marks".
/// </summary>
public static class Marks
{
    /// <summary>
    /// First version of a policy under which certificates are judged at the arrival, and compared with what the form
    /// says of the bidder.
    /// </summary>
    private const byte JudgedAtArrival = 2;

    /// <summary>
    /// The marks of each bid of a lot, in the order that docs/spec/form.md lists. Authorities are DER
    /// certificates; the instant of the opening (UTC microseconds) is when certificates are judged under policies of
    /// version 1. Under version 2 each is judged at its bid's arrival: one that ends afterwards takes nothing from the
    /// bid.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Mark>> Of(
        LotTerms terms,
        LockPolicy policy,
        byte[] lockId,
        IReadOnlyList<MarkedContent> bids,
        IEnumerable<byte[]> authorities,
        long at
    )
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(policy);
        var suite = Suite.Find(policy.Suite)!;
        var context = Names.ContextHash(suite, policy.Session, policy.Lot);
        var known = Certificate.ReadAll(authorities);
        var forms = new OpeningForm?[bids.Count];
        var proved = new bool[bids.Count];
        // Two signatures a bid are most of what an opening costs after the group's products: every core takes its part,
        // each result has its place.
        Parallel.For(
            0,
            bids.Count,
            i =>
            {
                forms[i] = Parse(policy, bids[i].Content);
                var judgedAt = policy.Version >= JudgedAtArrival ? bids[i].Arrival : at;
                proved[i] =
                    forms[i]?.ProvesOwner(suite, bids[i].SubmissionKey, context, lockId, known, judgedAt) ?? false;
            }
        );
        var repeated = forms
            .OfType<OpeningForm>()
            .GroupBy(CertificateOf)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. forms.Zip(
                proved,
                (form, isProved) =>
                    form is null
                        ? [Mark.Unparsed]
                        : (IReadOnlyList<Mark>)
                            [
                                .. OfPrice(policy.Version, terms, form.Price),
                                .. OfOwner(policy, form, isProved, repeated),
                            ]
            ),
        ];
    }

    /// <summary>
    /// Bidders behind the opened bids, counted for "fewer than three could be opened": distinct certificates, and each
    /// form that does not parse as one of its own, for nobody can say whose it is.
    /// </summary>
    public static int DistinctBidders(LockPolicy policy, IReadOnlyList<MarkedContent> bids)
    {
        var forms = bids.Select(b => Parse(policy, b.Content)).ToList();
        return forms.Count(f => f is null) + forms.OfType<OpeningForm>().DistinctBy(CertificateOf).Count();
    }

    /// <summary>Marks that the price alone earns, by the rules of the lot's policy version.</summary>
    public static IEnumerable<Mark> OfPrice(byte policyVersion, LotTerms terms, Price price)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(price);
        foreach (var mark in OfBound(policyVersion, terms, price))
            yield return mark;
        foreach (var mark in OfWords(policyVersion, price))
            yield return mark;
        Int128[] amounts = [Payable(price), .. price.Units.Select(u => u.Millionths)];
        if (amounts.Contains(0))
            yield return Mark.ZeroPrice;
        if (amounts.Any(a => a < 0))
            yield return Mark.NegativePrice;
        if (price.Kind != terms.PriceKind)
            yield return Mark.WrongPriceKind;
    }

    // The bound is the highest price, but the least discount: more off is cheaper. Version 1 compared both alike.
    private static IEnumerable<Mark> OfBound(byte policyVersion, LotTerms terms, Price price)
    {
        if (price.Kind != terms.PriceKind || terms.Ceiling == 0)
            yield break;
        if (terms.IsLeastDiscount(policyVersion))
        {
            if (price.Value < terms.Ceiling)
                yield return Mark.BelowLeastDiscount;
        }
        else if (price.Value > terms.Ceiling)
            yield return Mark.OverCeiling;
    }

    // Version 1 had two answers and judged no rates: what it could not read it called another sum.
    private static IEnumerable<Mark> OfWords(byte policyVersion, Price price)
    {
        if (price.Words.Length == 0)
            yield break;
        if (policyVersion == LockPolicyCodec.First)
        {
            if (!Figures.IsShare(price.Kind) && !(Words.TryParse(price.Words, out var fen) && fen == price.Value))
                yield return Mark.WordsDiffer;
            yield break;
        }
        var answer = WordsReader.Judge(price.Kind, price.Value, price.Words);
        if (answer == WordsAnswer.Other)
            yield return Mark.WordsDiffer;
        if (answer == WordsAnswer.Unreadable)
            yield return Mark.WordsUnreadable;
    }

    // A discount leaves the rest to be paid: all off is a price of zero. A discount below zero is a surcharge, which is
    // paid.
    private static long Payable(Price price) =>
        price.Kind != PriceKind.Discount ? price.Value
        : price.Value < 0 ? ShareWords.Whole
        : ShareWords.Whole - price.Value;

    private static IEnumerable<Mark> OfOwner(LockPolicy policy, OpeningForm form, bool proved, HashSet<string> repeated)
    {
        if (!proved)
            yield return Mark.OwnerUnproved;
        if (policy.Version >= JudgedAtArrival && Certificate.TryParse(form.Certificate, out var certificate))
            foreach (var mark in BidderName.Marks(form, certificate.Holder))
                yield return mark;
        if (repeated.Contains(CertificateOf(form)))
            yield return Mark.SameCertificate;
    }

    private static OpeningForm? Parse(LockPolicy policy, byte[] content) =>
        OpeningForm.TryParse(content, policy.Version, out var form, out _) ? form : null;

    private static string CertificateOf(OpeningForm form) => Convert.ToHexString(form.Certificate);
}
