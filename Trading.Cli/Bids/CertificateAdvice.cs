namespace Trading.Cli;

/// <summary>
/// What a bidder should know of its certificate before it seals: what it names, who issued it, and when it ends.
/// </summary>
public static class CertificateAdvice
{
    private const long BeijingMicros = 8 * 3_600_000_000L;
    private const long DayMicros = 24 * 3_600_000_000L;

    /// <summary>
    /// One sentence each, with the way on; none when nothing is the matter. <paramref name="now"/> is UTC microseconds.
    /// </summary>
    public static IEnumerable<string> Of(PersonKey bidder, BidForm form, TrustFile trust, LockPolicy policy, long now)
    {
        if (!Certificate.TryParse(bidder.Certificate, out var certificate))
        {
            yield return "the certificate cannot be read (X.509 in DER, P-256): the bid will be marked 'owner "
                + "unproved' (投标人身份未证实)";
            yield break;
        }
        if (!Certificate.ReadAll(trust.AuthorityCertificates).Any(certificate.IsIssuedBy))
            yield return $"the certificate of {certificate.Subject} was issued by none of the trust file's "
                + "authorities: the bid will be marked 'owner unproved' (投标人身份未证实)";
        if (OfTime(certificate, policy.CloseAt, now) is { } ends)
            yield return ends;
        foreach (var differs in OfNames(form, bidder, certificate.Holder))
            yield return differs;
    }

    private static string? OfTime(Certificate certificate, long closeAt, long now)
    {
        var (who, until) = ($"the certificate of {certificate.Subject}", TimeText.Beijing(certificate.Until));
        if (now < certificate.From)
            return $"{who} begins only at {TimeText.Beijing(certificate.From)}: a bid that arrives before is "
                + "marked 'owner unproved', and nobody signs in with it";
        if (certificate.Until < now)
            return $"{who} ended at {until}: a bid that arrives now is marked 'owner unproved', and nobody signs "
                + "in with it; get a new certificate and seal again";
        if (certificate.Until < closeAt)
            return $"{who} ends at {until}, before the deadline ({TimeText.Beijing(closeAt)}): "
                + "submit before it ends, for a bid that arrives later is marked 'owner unproved'; afterwards "
                + "act with the kit";
        return certificate.Until >= EndOfDay(closeAt)
            ? null
            : $"{who} ends at {until}, on the day of the opening: "
                + "keep the kit at hand, it signs attendance, objections and confirmation when the certificate "
                + "has ended";
    }

    private static IEnumerable<string> OfNames(BidForm form, PersonKey bidder, CertificateSubject holder)
    {
        var (name, code) = form.Bidder(bidder);
        if (!BidderName.IsNamed(name, holder))
            yield return $"the form names {name}, the certificate {holder.Name}: the bid will be marked "
                + "(投标人名称与证书不符) and both names are read out";
        if (!BidderName.CodeDiffers(code, holder.Code))
            yield break;
        yield return CreditCode.IsValid(code)
            ? $"the form has the credit code {code}, the certificate {holder.Code}: the bid will be marked "
                + "(统一社会信用代码不符) and both are read out"
            : $"{code} is no unified social credit code (its check character does not fit): the bid will be "
                + "marked (统一社会信用代码不符)";
    }

    private static long EndOfDay(long at) => (at + BeijingMicros) / DayMicros * DayMicros + DayMicros - BeijingMicros;
}
