using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V09, V10: the key ceremony and its certificate. Source: docs/spec/archive.md, "Checks"; docs/spec/lock.md.
/// </summary>
internal static class LockChecks
{
    private const int SignatureBytes = 65;
    private static readonly int[] Rounds = [0, 1, 3];

    public static Finding Ceremony(AuditCase c) =>
        c.OfLots(lot =>
        {
            if (lot.Certified is not { } certified)
                return Finding.Nothing("there is no lock");
            var logged = lot.Events.OfType<CeremonyMessageLogged>().ToList();
            var count = lot.Policy.Trustees.Count;
            if (logged.Any(m => !Rounds.Contains(m.Round) || m.Trustee < 1 || m.Trustee > count))
                return Finding.Fail("a message of nobody, or of no round, was logged");
            if (
                logged.DistinctBy(m => (m.Round, m.Trustee)).Count() != logged.Count
                || logged.Count != Rounds.Length * count
            )
                return Finding.Fail("not every trustee sent each message once");
            var (commitments, signatures) = Parts(certified.Certificate, count);
            return Finding.Of(
                Matches(lot, logged, 0, commitments) && Matches(lot, logged, 3, signatures)
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

    // Suite 2 ‖ length and transcript ‖ n commitments ‖ n signatures.
    private static (byte[][] Commitments, byte[][] Signatures) Parts(byte[] certificate, int count)
    {
        var reader = new WireReader(certificate);
        reader.U16();
        reader.Bytes();
        var (commitments, signatures) = (new byte[count][], new byte[count][]);
        for (var i = 0; i < count; i++)
            commitments[i] = reader.Fixed(Suite.HashBytes);
        for (var i = 0; i < count; i++)
            signatures[i] = reader.Fixed(SignatureBytes);
        reader.End();
        return (commitments, signatures);
    }

    private static bool Matches(AuditLot lot, List<CeremonyMessageLogged> logged, int round, byte[][] bodies) =>
        logged
            .Where(m => m.Round == round)
            .All(m => m.Hash.AsSpan().SequenceEqual(lot.Suite.Hash(bodies[m.Trustee - 1])));
}
