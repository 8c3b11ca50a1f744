namespace Trading.Rooms.Rooms;

/// <summary>Events of a room as the bytes that streams hold. Source: docs/spec/room.md, "Events".</summary>
public static class RoomCodec
{
    /// <summary>Most bytes of a start: a thousand bids with what they add to the count.</summary>
    public const int StartBytes = 16 << 20;

    /// <summary>Most bytes of a sheet as an event.</summary>
    public const int SheetBytes = 6 << 20;

    /// <summary>All events of a room, whichever of its streams they lie in.</summary>
    public static EventTable<RoomEvent> Table { get; } =
        EventTable<RoomEvent>
            .Of(
                typeof(EvaluationStarted),
                typeof(SeatsCounted),
                typeof(StageBegan),
                typeof(StageClosed),
                typeof(SheetCommitted),
                typeof(LabelsCommitted),
                typeof(MaskedCommitted),
                typeof(LabelsOpened),
                typeof(ResultCommitted),
                typeof(ReportCommitted),
                typeof(EvaluationExtended),
                typeof(EvaluationStopped),
                typeof(EvaluationResumed),
                typeof(ReviewedAgain),
                typeof(EvaluationFailed),
                typeof(EvaluationConcluded),
                typeof(IdentityFound),
                typeof(ReportSealed),
                typeof(SeatTaken),
                typeof(MemberPledged),
                typeof(MemberUnseated),
                typeof(ElectionTied),
                typeof(LeaderElected),
                typeof(LeaderNamed),
                typeof(BidQualified),
                typeof(BidRejected),
                typeof(QuestionAsked),
                typeof(QuestionAnswered),
                typeof(QuestionLapsed),
                typeof(QuestionsClosed),
                typeof(MotionRaised),
                typeof(MotionVoted),
                typeof(MotionSettled),
                typeof(ScoreAmended),
                typeof(BrandDecided),
                typeof(CompetitionFound),
                typeof(TimeCalledShort),
                typeof(ScoresCounted),
                typeof(CountBlocked),
                typeof(ReportDrafted),
                typeof(ReportJudged),
                typeof(SilenceDeemed),
                typeof(BallotCast),
                typeof(BidReviewed),
                typeof(SheetSubmitted),
                typeof(LabelsDrawn),
                typeof(MaskedSubmitted)
            )
            .Allowing(typeof(EvaluationStarted), StartBytes)
            .Allowing(typeof(SheetSubmitted), SheetBytes)
            .Allowing(typeof(LabelsDrawn), SheetBytes)
            .Allowing(typeof(MaskedSubmitted), SheetBytes);
}
