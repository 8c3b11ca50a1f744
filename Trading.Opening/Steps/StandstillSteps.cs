namespace Trading.Opening.Steps;

/// <summary>
/// The platform tells that its process stood still over a deadline: once per standstill, never before the deadline.
/// </summary>
internal static class StandstillSteps
{
    private const string Rule = "spec:standstill";

    public static Decision<SessionEvent> Tell(Session.Running s, TellStandstill c)
    {
        var told = new Standstill(c.From, c.Until, c.Restarted);
        if (s.Standstills.Contains(told))
            return Decision<SessionEvent>.Nothing;
        if (c.From < s.PreparedAt || c.From >= c.Until || c.Until > c.Now)
            return No.Malformed(Rule, "A standstill begins after the publication, ends later, and has ended.");
        if (s.Standstills.Any(told.Overlaps))
            return No.Conflict(Rule, "Another one of that time was told before.");
        if (!s.Lots.Values.OfType<Lot.Intake>().Any(l => IsOver(told, l.Policy)))
            return new Refusal(Reason.WrongPhase, Rule, "It touches no lot whose intake is open.", "reload-session");
        // Before that nobody may know of it, and what waited is still being read.
        if (c.Now < told.SettledAt)
            return No.TooEarly(Rule, "What waited may still be read.", "wait-for-freeze");
        return new PlatformStoodStill(c.Now, c.From, c.Until, c.Restarted);
    }

    /// <summary>
    /// The instant at which a lot may be frozen, UTC microseconds: the deadline, or later where a standstill was too
    /// long to be made up for.
    /// </summary>
    public static long FreezeAt(Session.Running s, LockPolicy policy) =>
        s.Standstills.Any(told => told.Touches(policy.CloseAt) && !told.IsMadeUpFor(policy.CloseAt))
            ? Standstill.HeldUntil(policy)
            : policy.CloseAt;

    private static bool IsOver(Standstill told, LockPolicy policy) =>
        Standstill.IsKnownTo(policy) && told.Touches(policy.CloseAt);
}
