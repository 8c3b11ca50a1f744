using Trading.Media.Rooms;
using Trading.Relay;

namespace Trading.Server.Media;

/// <summary>The refusals of calls, so that a word, its rule and its next step are written once.</summary>
internal static class MediaProblems
{
    public const string Spec = "spec:media";

    public static Refusal Off { get; } =
        new(Reason.NotFound, Spec, "This platform has no calls: they are turned off.", "do-without-call");

    public static Refusal NoPart { get; } =
        new(Reason.NotAllowed, Spec, "Only whoever has a part in the room takes part in its call.");

    public static Refusal Over { get; } = new(Reason.WrongPhase, Spec, "The room is over, and so is its call.");

    public static Refusal Stopped { get; } =
        new(Reason.WrongPhase, Spec, "The room is stopped and sealed: nobody speaks.", "wait-for-resume");

    public static Refusal CommitteeAlone { get; } =
        new(
            Reason.WrongPhase,
            "procurement-87:45",
            "The committee has its leader: it is among itself now.",
            "leave-to-the-entitled"
        );

    public static Refusal NoPictures { get; } =
        new(Reason.NotAllowed, "spec:room", "While bids are scored masked no camera is on.", "send-voice-alone");

    public static Refusal NoPublishing { get; } =
        new(Reason.NotAllowed, Spec, "Whoever only watches sends nothing.", "leave-to-the-entitled");

    public static Refusal NotOwnTrack { get; } =
        new(Reason.NotAllowed, Spec, "Others are muted by the leader alone, and speak again by themselves.");

    public static Refusal NoTrack { get; } = new(Reason.NotFound, Spec, "There is no such track.", "connect-again");

    public static Refusal NoRooms { get; } =
        new(Reason.TooEarly, Spec, "None of your rooms has a call now.", "wait-for-a-call");

    public static Refusal NoDisk { get; } =
        new(Reason.LimitReached, "spec:recording", "The disk has no room for one more recording.", "tell-the-agent");

    public static Refusal NoRecording { get; } =
        new(Reason.LimitReached, "spec:recording", "The room cannot be recorded, so it has no call.", "tell-the-agent");

    public static Refusal TooManyRooms { get; } =
        new(Reason.LimitReached, "spec:limits", "No further room can have a call now.", "try-again-later");

    /// <summary>Why a grant is not issued, or lets do nothing.</summary>
    public static Refusal Of(GrantVerdict verdict) =>
        verdict switch
        {
            GrantVerdict.Used => new(Reason.Conflict, Spec, "The grant was used: it lets in once.", "enter-again"),
            GrantVerdict.NotYours => new(Reason.NotAllowed, Spec, "The grant is another key's.", "enter-again"),
            GrantVerdict.LimitReached => new(
                Reason.LimitReached,
                "spec:limits",
                "There are as many windows in this call as may be.",
                "close-other-windows"
            ),
            GrantVerdict.Malformed => new(Reason.Malformed, Spec, "This cannot be granted.", "enter-again"),
            _ => new(Reason.NotFound, Spec, "There is no such grant, or it is over.", "enter-again"),
        };

    /// <summary>Why the relay refuses.</summary>
    public static Refusal Of(RelayFault fault) =>
        fault.Kind switch
        {
            RelayFaultKind.Description => new(
                Reason.Malformed,
                Spec,
                fault.Line > 0
                    ? $"The description is refused at its line {fault.Line}: {fault.Sdp}."
                    : $"The description is refused: {fault.Sdp}.",
                "use-a-current-browser"
            ),
            RelayFaultKind.Stale => new(
                Reason.Conflict,
                Spec,
                "The answer is to an offer that is no longer the newest.",
                "answer-the-newest-offer"
            ),
            RelayFaultKind.LimitReached => new(
                Reason.LimitReached,
                "spec:limits",
                "The call takes no more of this.",
                "close-other-windows"
            ),
            RelayFaultKind.Malformed => new(Reason.Malformed, Spec, "The call cannot do this.", "connect-again"),
            RelayFaultKind.WrongKind => new(
                Reason.Malformed,
                Spec,
                "The connection is of the other kind.",
                "connect-again"
            ),
            _ => new(Reason.NotFound, Spec, "There is no such connection any more.", "connect-again"),
        };
}
