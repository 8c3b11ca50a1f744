using Trading.Documents;

namespace Trading.Rooms.Rooms;

/// <summary>
/// The full report is sealed by the host's signature, once for each result. Source: docs/spec/report.md, "Seal".
/// </summary>
internal static class SealSteps
{
    public static Decision<RoomEvent> Seal(Room.Started state, SealReport c)
    {
        var rule = state.Facts.Pack.Rules.Report;
        if (state is Room.Concluded { Seal: { } seal })
            // An ECDSA signature is another one each time; the report has one.
            return RoomDecider.Same(seal.Certificate, c.Certificate) && RoomDecider.Same(seal.Signature, c.Signature)
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rule, "The report is sealed with other bytes.");
        if (state is not Room.Concluded s)
            return state is Room.Failed
                ? RoomNo.WrongPhase(state)
                : RoomNo.TooEarly(rule, "There is no result yet.", "wait-for-result");
        var made = new ReportSealed(c.Now, s.Result.Revision, c.Digest, c.Hash, c.Certificate, c.Signature);
        return Problem(s.Facts, s.Result, made) is { } problem ? problem : made;
    }

    /// <summary>
    /// Why a seal does not hold under its own digest, or null. Whether the digest is the report's takes printing it.
    /// </summary>
    public static Refusal? Problem(RoomFacts facts, EvaluationConcluded result, ReportSealed seal)
    {
        var rule = facts.Pack.Rules.Report;
        if (seal.Digest.Length != Suite.HashBytes || seal.Hash.Length != Suite.HashBytes)
            return RoomNo.Malformed("A digest and a hash have 32 bytes.");
        if (
            seal.Certificate.Length > DocumentDraft.MostCertificateBytes
            || !Certificate.TryParse(seal.Certificate, out var certificate)
        )
            return RoomNo.BadSignature("The certificate of the report cannot be read.");
        if (!RoomDecider.Same(certificate.Key, facts.Start.Host))
            return RoomNo.NotAllowed(rule, "The report is signed with another key than the host's.", "ask-the-host");
        var signed = PdfSignature.SignedAttributes(seal.Digest, result.At, seal.Certificate);
        return facts.Suite.VerifySignature(certificate.Key, signed, seal.Signature)
            ? null
            : RoomNo.BadSignature("The host's signature is not under this report.");
    }
}
