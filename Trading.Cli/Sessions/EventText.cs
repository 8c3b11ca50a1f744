namespace Trading.Cli;

/// <summary>An event as one line.</summary>
internal static class EventText
{
    public static string Describe(SessionEvent happened) =>
        happened switch
        {
            SessionPrepared e => $"prepared: {e.Terms.TenderCode} {e.Terms.Title}, {e.Terms.Lots.Count} lot(s), "
                + $"{PublicationText.Describe(e.Terms.Publisher)}",
            CeremonyMessageLogged e => $"lot {e.Lot}: trustee {e.Trustee}, ceremony round {e.Round}",
            CeremonyFailed e => $"lot {e.Lot}: ceremony failed "
                + $"({(e.By == 0 ? "" : $"trustee {e.By} accuses ")}"
                + $"{(e.Trustee == 0 ? "the platform" : $"trustee {e.Trustee}")}): {e.Cause}",
            LockCertified e => $"lot {e.Lot}: lock {Convert.ToHexStringLower(e.LockId)[..16]}…; bids are received",
            PlatformStoodStill e => $"the platform {(e.Restarted ? "was away" : "stood still")} over a deadline for "
                + $"{TimeText.Seconds(e.Until - e.From)}: from {TimeText.Print(e.From)} until "
                + $"{TimeText.Print(e.Until)}",
            LotFrozen e => $"lot {e.Lot}: frozen, {e.Entries} entries, {e.Live} bids to open, root "
                + $"{Convert.ToHexStringLower(e.Root)[..16]}…",
            FreezeCosigned e => $"lot {e.Lot}: trustee {e.Trustee} cosigned the freeze{(e.Late ? " (late)" : "")}",
            LateFreezeOrdered e =>
                $"lot {e.Lot}: the {(e.Role == Role.Host ? "host" : "supervisor")} ordered the late freeze",
            ReleaseBegan e => $"lot {e.Lot}: trustees may release",
            PartialAccepted e => $"lot {e.Lot}: trustee {e.Trustee} released",
            PartialRefused e => $"lot {e.Lot}: trustee {e.Trustee} sent wrong partial openings: {e.Cause}",
            BidOpened e => $"lot {e.Lot}: {e.Submission[..8]} "
                + $"opened{(e.Marks.Count > 0 ? $" [{string.Join(", ", e.Marks)}]" : "")}: "
                + $"{FormOf(e.Content, e.Marks)}",
            BidUnreadable e => $"lot {e.Lot}: {e.Submission[..8]} not opened: {e.Cause} (fault: {e.Fault})",
            LotOpened e => $"lot {e.Lot}: opened {e.Opened}, unreadable {e.Unreadable}",
            LotFailed e => $"lot {e.Lot}: failed (流标): {e.Cause}, {e.Rule}",
            BidderAttended e => $"lot {e.Lot}: {e.Submission[..8]} attended",
            ObjectionRaised e => $"lot {e.Lot}: {e.Submission[..8]} objects ({e.Objection[..8]}): {e.Text}",
            ObjectionAnswered e => $"objection {e.Objection[..8]} answered: {e.Text}",
            RecordConfirmed e => $"lot {e.Lot}: {e.Submission[..8]} confirmed the record",
            BidRevoked e => $"lot {e.Lot}: {e.Submission[..8]} revoked after the deadline (撤销)",
            SessionConcluded => "concluded",
            RecordSealed e => $"record sealed by the host, SHA-256 {Convert.ToHexStringLower(e.Hash)}",
            _ => happened.GetType().Name,
        };

    private static string FormOf(byte[] content, IEnumerable<Mark> marks) =>
        OpeningForm.TryParse(content, out var form, out _)
            ? $"{NameOf(form, marks)}, {PriceText.Print(form.Price.Kind, form.Price.Value)}"
            : $"{content.Length} bytes that are no form";

    private static string NameOf(OpeningForm form, IEnumerable<Mark> marks) =>
        (form.CreditCode.Length > 0 ? $"{form.BidderName} {form.CreditCode}" : form.BidderName)
        + (BidderName.Certified(form, marks) is { } certified ? $" (certificate: {certified.Text})" : "");
}
