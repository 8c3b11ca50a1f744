namespace Trading.Rooms.Rooms;

/// <summary>The refusals of a room, so that a word, its rule and its next step are written once.</summary>
internal static class RoomNo
{
    public const string Spec = "spec:room";

    public static Refusal NoRoom { get; } = new(Reason.NotFound, Spec, "There is no such room.", "read-rooms");

    public static Refusal WrongPhase(Room room) =>
        new(Reason.WrongPhase, Spec, $"The room is {PhaseOf(room)}: this is not possible then.", "reload-room");

    public static Refusal Malformed(string what) => new(Reason.Malformed, Spec, what, "correct-and-send-again");

    public static Refusal Conflict(string rule, string what) => new(Reason.Conflict, rule, what, "keep-the-first");

    public static Refusal BadSignature(string what) => new(Reason.BadSignature, Spec, what, "sign-again");

    public static Refusal NotFound(string what) => new(Reason.NotFound, Spec, what, "reload-room");

    public static Refusal NotAllowed(string rule, string what, string next) => new(Reason.NotAllowed, rule, what, next);

    public static Refusal TooEarly(string rule, string what, string next) => new(Reason.TooEarly, rule, what, next);

    public static Refusal TooLate(string rule, string what, string next) => new(Reason.TooLate, rule, what, next);

    public static Refusal Incomplete(string rule, string what, string next) => new(Reason.Incomplete, rule, what, next);

    public static Refusal BadScoring(string rule, string what, string next) => new(Reason.BadScoring, rule, what, next);

    private static string PhaseOf(Room room) =>
        room switch
        {
            Room.Seating => "waiting for its members",
            Room.Pledging => "waiting for pledges",
            Room.Electing => "electing its leader",
            Room.Masking => "scoring masked bids",
            Room.Reviewing => "reviewing bids",
            Room.Explaining => "asking bidders",
            Room.Scoring => "scoring",
            Room.Summing => "summing up",
            Room.Reporting => "signing its report",
            Room.Stopped => "stopped and sealed",
            _ => "over",
        };
}
