using System.Text.Json;

namespace Trading.Offices;

/// <summary>Something that the platform asks of an office about one draw.</summary>
/// <param name="Draw">The draw's id.</param>
/// <param name="Kind">What is wanted; a kind that an office does not know is not for it.</param>
/// <param name="Body">The whole task as it came.</param>
public sealed record OfficeTask(string Draw, string Kind, JsonElement Body)
{
    /// <summary>The task as a shape of its kind; null where it lacks something or holds another form.</summary>
    public T? Read<T>()
        where T : class
    {
        try
        {
            return Body.Deserialize<T>(OfficeClient.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
