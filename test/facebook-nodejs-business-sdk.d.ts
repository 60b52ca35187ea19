/** The part of Meta's SDK that tests use; it comes without types. */
declare module 'facebook-nodejs-business-sdk' {
  export class UserData {
    setPhone(phone: string): this;
    setEmail(email: string): this;
    setFbc(fbc: string): this;
    setFbp(fbp: string): this;
  }
  export class CustomData {
    setValue(value: number): this;
    setCurrency(currency: string): this;
    setOrderId(id: string): this;
  }
  export class ServerEvent {
    setEventName(name: string): this;
    setEventTime(seconds: number): this;
    setEventId(id: string): this;
    setActionSource(source: string): this;
    setUserData(data: UserData): this;
    setCustomData(data: CustomData): this;
    setDataProcessingOptions(options: string[]): this;
    setDataProcessingOptionsCountry(country: number): this;
    setDataProcessingOptionsState(state: number): this;
  }
  interface HttpService {
    executeRequest(
      url: string,
      method: string,
      headers: object,
      params: Readonly<Record<string, unknown>>,
    ): Promise<object>;
  }
  export class EventRequest {
    constructor(accessToken: string, pixelId: string);
    setEvents(events: ServerEvent[]): this;
    setTestEventCode(code: string): this;
    setHttpService(service: HttpService): this;
    execute(): Promise<unknown>;
  }
}
