/**
 * The position of a clinic: wagtail-geo-widget's Leaflet field with a text box that can
 * be emptied, a pin that the keyboard moves, a map that needs no other server, and an
 * address lookup on this site.
 */
(() => {
  const { L, LeafletField, StimulusModule } = window;

  const DECIMALS = 6;
  // Pixels that an arrow key moves the pin, and with Shift.
  const STEP = 10;
  const SMALL_STEP = 1;
  // States narrower than this, in degrees, are named from this zoom on.
  const SMALL_STATE = 4.5;
  const NEAR = 6;
  const ARROWS = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  };
  const PAIR = /^\s*\(?\s*([-+]?\d+(?:\.\d*)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d*)?)\s*\)?\s*$/;

  /** Read "45.8, -109.9"; null when it is no position. The server decides in the end. */
  function parsePosition(text) {
    const [, latitude, longitude] = (PAIR.exec(text) || []).map(Number);
    const valid = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return valid ? L.latLng(latitude, longitude) : null;
  }

  function positionText({ lat, lng }) {
    return `${Number(lat.toFixed(DECIMALS))}, ${Number(lng.toFixed(DECIMALS))}`;
  }

  /** wagtail-geo-widget's field; `onMove` hears of every change made on the map. */
  class LocationMap extends LeafletField {
    setup() {
      this.initMap(this.mapEl, this.defaultLocation);
    }

    initMap(mapEl, defaultLocation) {
      this.map = L.map(mapEl[0], {
        center: defaultLocation,
        zoom: this.zoom,
        scrollWheelZoom: false,
        maxZoom: 19,
      });
      this.map.attributionControl.setPrefix(false);
      this.marker = L.marker(defaultLocation, {
        draggable: true,
        icon: L.divIcon({ className: 'tms-pin', iconSize: [30, 40], iconAnchor: [15, 40] }),
      });
      this.map.on('zoomend', () => this.nameSmallStates());
      new ResizeObserver(() => this.show()).observe(mapEl[0]);
    }

    /** Draw the site's tiles, or the outlines of the states where it has none. */
    async drawBackground({ tileLayer, tileLayerOptions, outlineUrl, attribution }) {
      if (tileLayer) {
        L.tileLayer(tileLayer, { maxZoom: 19, ...tileLayerOptions }).addTo(this.map);
        return;
      }
      const response = await fetch(outlineUrl);
      const outlines = L.geoJSON(await response.json(), {
        interactive: false,
        style: { className: 'tms-state' },
        attribution,
      });
      outlines.eachLayer((layer) => {
        const bounds = layer.getBounds();
        const isSmall = bounds.getEast() - bounds.getWest() < SMALL_STATE;
        layer.bindTooltip(layer.feature.properties.state, {
          permanent: true,
          direction: 'center',
          className: `tms-state-name ${isSmall ? 'tms-state-name--small' : ''}`,
        });
      });
      outlines.addTo(this.map);
    }

    /** Names that would lie on top of each other from afar appear when close. */
    nameSmallStates() {
      this.mapEl.toggleClass('tms-location__map--near', this.map.getZoom() >= NEAR);
    }

    /** Bring the pin into view once the tab with the map has a size. */
    show() {
      this.map.invalidateSize({ pan: false });
      if (this.shown || !this.map.getSize().x) return;
      this.shown = true;
      if (this.position) this.map.setView(this.position, this.pinZoom);
      else this.map.setView(this.defaultLocation, this.zoom);
    }

    get position() {
      return this.map.hasLayer(this.marker) ? this.marker.getLatLng() : null;
    }

    place(position, { pan = true } = {}) {
      this.marker.setLatLng(L.latLng(position).wrap()).addTo(this.map);
      if (pan) this.map.setView(this.position, Math.max(this.map.getZoom(), this.pinZoom));
    }

    remove() {
      this.marker.remove();
    }

    /** Move the pin by pixels, as an arrow key does. */
    nudge(x, y) {
      const point = this.map.latLngToContainerPoint(this.position).add([x, y]);
      this.place(this.map.containerPointToLatLng(point), { pan: false });
      this.map.panInside(this.position, { padding: [40, 40] });
    }
  }

  class LocationController extends StimulusModule.Controller {
    static targets = ['button', 'status', 'alternatives'];

    static values = { options: Object };

    connect() {
      const { messages, pinZoom, ...options } = this.optionsValue;
      const id = this.element.querySelector('input[type=hidden]').id;
      this.messages = messages;
      this.field = new LocationMap({ ...options, id });
      this.field.pinZoom = pinZoom;
      this.text = this.field.latLngField[0];
      this.point = this.field.sourceField[0];
      this.listen();
      this.readText();
      this.buttonTargets.forEach((button) => button.removeAttribute('hidden'));
      this.field.drawBackground({ ...options, attribution: messages.attribution });
    }

    disconnect() {
      this.field.map.remove();
    }

    listen() {
      const { map, marker } = this.field;
      this.text.addEventListener('input', () => this.readText());
      this.text.addEventListener('change', () => this.checkText());
      this.text.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') event.preventDefault();
      });
      map.on('click', (event) => this.moved(event.latlng));
      map.on('focus', () => map.scrollWheelZoom.enable());
      map.on('blur', () => map.scrollWheelZoom.disable());
      marker.on('dragend', () => this.moved(marker.getLatLng()));
      marker.on('add', () => {
        marker.getElement().addEventListener('keydown', (event) => this.nudge(event));
      });
    }

    // What the editor does

    readText() {
      const position = parsePosition(this.text.value);
      if (position) {
        this.field.place(position);
        this.namePin();
      } else {
        this.field.remove();
      }
      this.writePoint(position);
    }

    checkText() {
      const isWrong = this.text.value.trim() && !this.field.position;
      this.say(isWrong ? this.messages.malformed : '');
      if (this.field.position) this.setPrecision('exact');
    }

    nudge(event) {
      const [x, y] = ARROWS[event.key] || [];
      if (x === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? SMALL_STEP : STEP;
      this.field.nudge(x * step, y * step);
      this.moved(this.field.position, { pan: false });
    }

    moved(position, { pan = false } = {}) {
      this.write(position, { pan });
      this.setPrecision('exact');
      this.say(this.messages.moved, positionText(this.field.position));
    }

    clear() {
      this.field.remove();
      this.text.value = '';
      this.writePoint(null);
      this.showAlternatives([]);
      this.say(this.messages.cleared);
      this.text.focus();
    }

    async find() {
      const queries = this.addressQueries();
      this.showAlternatives([]);
      if (!queries.length) {
        this.say(this.messages.incomplete);
        return;
      }
      this.say(this.messages.looking);
      try {
        this.answer(await this.lookUp(queries));
      } catch {
        this.say(this.messages.failed);
      }
    }

    // The lookup

    addressQueries() {
      const zip = this.input('postal_code')?.value.trim().slice(0, 5);
      const city = this.input('city')?.value.trim();
      const state = this.input('state')?.value;
      const town = city && [city, state].filter(Boolean).join(', ');
      return [this.streetQuery(town, zip), zip, town].filter(Boolean);
    }

    /** The whole address, where the site can look for streets; else nothing. */
    streetQuery(town, zip) {
      const street = this.input('street')?.value.trim();
      if (!this.optionsValue.lookupStreet || !street || !(town || zip)) return '';
      return `${street}, ${[town, zip].filter(Boolean).join(' ')}`;
    }

    /** Ask for the most exact first; for the next where it has no answer. */
    async lookUp([query, ...others]) {
      const url = `${this.optionsValue.lookupUrl}?${new URLSearchParams({ q: query })}`;
      const response = await fetch(url, {
        headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
      });
      const found = await response.json();
      const isAnswer = found.place || found.alternatives.length || !others.length;
      return isAnswer ? found : this.lookUp(others);
    }

    answer({ place, alternatives, message }) {
      if (place) this.use(place, message);
      else this.say(message);
      this.showAlternatives(place ? [] : alternatives);
    }

    use(place, message = '') {
      this.write(L.latLng(place.latitude, place.longitude), { pan: true });
      this.setPrecision(place.kind);
      this.fill('time_zone', place.time_zone);
      this.fill('city', place.city);
      this.fill('state', place.state);
      this.showAlternatives([]);
      const { found, placed } = this.messages;
      const sentence = place.kind === 'address' ? found : placed;
      this.say([sentence, message].filter(Boolean).join(' '), place.label);
    }

    showAlternatives(places) {
      const items = places.map((place) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button button-small button-secondary';
        button.textContent = place.label;
        button.addEventListener('click', () => {
          this.use(place);
          this.text.focus();
        });
        item.append(button);
        return item;
      });
      this.alternativesTarget.replaceChildren(...items);
      this.alternativesTarget.hidden = !items.length;
    }

    // What is written where

    write(position, { pan }) {
      this.field.place(position, { pan });
      this.text.value = positionText(this.field.position);
      this.writePoint(this.field.position);
      this.namePin();
    }

    writePoint(position) {
      const [lat, lng] = position ? positionText(position).split(', ') : [];
      const { srid } = this.field;
      const point = position ? LeafletField.buildLocationString(srid, lng, lat) : '';
      if (this.field.getState() === point) return;
      this.field.setState(point);
      this.changed(this.point);
    }

    namePin() {
      const pin = this.field.marker.getElement();
      const place = positionText(this.field.position);
      pin.setAttribute('aria-label', this.messages.pin.replace('%(place)s', place));
    }

    say(message, place = '') {
      this.statusTarget.textContent = message.replace('%(place)s', () => place);
    }

    input(name) {
      return this.element.closest('form').elements.namedItem(name);
    }

    fill(name, value) {
      const input = this.input(name);
      if (!input || input.value || !value) return;
      input.value = value;
      this.changed(input);
    }

    setPrecision(value) {
      const select = this.input('location_precision');
      if (!select) return;
      select.value = value;
      this.changed(select);
    }

    changed(input) {
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  window.wagtail.app.register('tms-location', LocationController);
})();
