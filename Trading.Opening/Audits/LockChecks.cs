using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V09, V10: the key ceremony and its certificate. Source: docs/spec/archive.md, "Checks"; docs/spec/lock.md.
/// </summary>
internal static class LockChecks
{
    public static Finding Ceremony(AuditCase c) =>
        c.OfLots(lot =>
        {
            if (lot.Certified is null)
                return Finding.Nothing("there is no lock");
            if (lot.Certificate is not { } certificate)
                return Finding.Fail("the certificate cannot be read");
            var logged = lot.Events.OfType<CeremonyMessageLogged>().ToList();
            var count = lot.Policy.Trustees.Count;
            if (logged.Any(m => !CeremonyRound.All.Contains(m.Round) || m.Trustee < 1 || m.Trustee > count))
                return Finding.Fail("a message of nobody, or of no round, was logged");
            if (
                logged.DistinctBy(m => (m.Round, m.Trustee)).Count() != logged.Count
                || logged.Count != CeremonyRound.All.Count * count
                || certificate.Count != count
            )
                return Finding.Fail("not every trustee sent each message once");
            return Finding.Of(
                Matches(lot, logged, CeremonyRound.Commitment, certificate.Commitments)
                && Matches(lot, logged, CeremonyRound.Signature, certificate.Signatures)
                    ? null
                    : "the certificate holds other messages than were logged",
                $"{logged.Count} messages"
            );
        });

    public static Finding Certificates(AuditCase c) =>
        c.OfLots(lot =>
        {
            if (lot.Certified is not { } certified)
                return Finding.Nothing("there is no lock");
            if (lot.Certificate is not { } certificate)
                return Finding.Fail("the certificate cannot be read");
            if (!certificate.LockId.AsSpan().SequenceEqual(certified.LockId))
                return Finding.Fail("the lock id is not the certificate's");
            var failure = lot.CertificateVerdict!.Value;
            return Finding.Of(
                failure.Failed ? $"{failure.Fault}, trustee {failure.Accused}" : null,
                $"{certificate.Threshold} of {certificate.Count}"
            );
        });

    private static bool Matches(
        AuditLot lot,
        List<CeremonyMessageLogged> logged,
        int round,
        IReadOnlyList<byte[]> bodies
    ) =>
        logged
            .Where(m => m.Round == round)
            .All(m => m.Hash.AsSpan().SequenceEqual(lot.Suite.Hash(bodies[m.Trustee - 1])));
}
